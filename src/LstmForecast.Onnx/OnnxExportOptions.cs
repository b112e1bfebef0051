namespace LstmForecast.Onnx;

/// <summary>How a trained model becomes an ONNX model.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>What one call does. Default: <see cref="OnnxForm.Sequence"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such form.</exception>
    public OnnxForm Form
    {
        get;
        init => field = Defined(value, nameof(Form));
    } = OnnxForm.Sequence;

    /// <summary>
    /// Whether all that stands around the network becomes part of it. Default: <see cref="OnnxTransforms.Include"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice.</exception>
    public OnnxTransforms Transforms
    {
        get;
        init => field = Defined(value, nameof(Transforms));
    } = OnnxTransforms.Include;

    private static T Defined<T>(T value, string option)
        where T : struct, Enum => Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                option, value, $"{option} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
}
