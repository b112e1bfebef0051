using LstmForecast.Checks;

namespace LstmForecast.Onnx;

/// <summary>How a trained model becomes an ONNX model. Immutable.</summary>
public sealed record OnnxExportOptions : ICheckedOptions
{
    /// <summary>What one call does. Default: <see cref="OnnxMode.Sequence"/>.</summary>
    public OnnxMode Mode { get; init; } = OnnxMode.Sequence;

    /// <summary>
    /// Whether the ONNX model is a whole forecaster, which works on values as they are observed, or the network alone.
    /// Default: true.
    /// </summary>
    /// <remarks>
    /// If true, all that stands around the network is part of the model: transforms, the scales of covariates, the meaning of
    /// a likelihood, an ensemble's combination. It is computed in 64 bits as everywhere in this library: inputs and outputs
    /// have 64 bits, whatever the precision of the network, unless nothing stands around it. If false, the caller prepares
    /// the network's input and interprets its output; the networks of an ensemble stand side by side.
    /// </remarks>
    public bool IncludeTransforms { get; init; } = true;

    void ICheckedOptions.AddProblems(OptionCheck check) => check.Known(Mode);
}
