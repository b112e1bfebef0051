namespace LstmForecast.Onnx;

/// <summary>
/// What one call of an ONNX model does. The state goes in and out the same way in both modes, so that one model can
/// read a history and the other go on from there.
/// </summary>
public enum OnnxMode
{
    /// <summary>Reads a stretch of time: input <c>x</c> of shape <c>[batch, time, channels]</c>.</summary>
    Sequence,

    /// <summary>Reads one time step: input <c>x</c> of shape <c>[batch, channels]</c>.</summary>
    Step,
}
