namespace LstmForecast.Onnx;

/// <summary>Whether an ONNX model works on values as they are observed, or as the network sees them.</summary>
public enum OnnxTransforms
{
    /// <summary>
    /// The transforms are part of the model, computed in 64 bits as everywhere in this library: a model with
    /// transforms has inputs and outputs of 64 bits, whatever the precision of its network.
    /// </summary>
    Include,

    /// <summary>The network alone: who calls the model transforms its input, and undoes that in its output.</summary>
    Exclude,
}
