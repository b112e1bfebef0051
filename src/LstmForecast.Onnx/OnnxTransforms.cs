namespace LstmForecast.Onnx;

/// <summary>
/// Whether an ONNX model is a whole forecaster, which works on values as they are observed, or the network alone, which works
/// on what it sees and says.
/// </summary>
public enum OnnxTransforms
{
    /// <summary>
    /// All that stands around the network is part of the model: transforms, the scales of covariates, the meaning of a
    /// likelihood, an ensemble's combination. It is computed in 64 bits as everywhere in this library: inputs and outputs
    /// have 64 bits, whatever the precision of the network, unless nothing stands around it.
    /// </summary>
    Include,

    /// <summary>
    /// The network alone, or those of an ensemble side by side: who calls the model makes its input of what was observed, and
    /// a forecast of its output.
    /// </summary>
    Exclude,
}
