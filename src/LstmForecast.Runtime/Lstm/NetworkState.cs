namespace LstmForecast.Lstm;

/// <summary>What a network remembers of one series, and the room it works in: nothing is allocated per step.</summary>
internal sealed class NetworkState(NetworkShape shape)
{
    /// <summary>Hidden state of each layer, <c>[hidden]</c>; zero at the start of a series, as in the article.</summary>
    public double[][] Hidden { get; } = [.. shape.HiddenSizes.Select(size => new double[size])];

    /// <summary>Cell state of each layer, <c>[hidden]</c>.</summary>
    public double[][] Cell { get; } = [.. shape.HiddenSizes.Select(size => new double[size])];

    /// <summary>Normalised output of each layer, <c>[hidden]</c>.</summary>
    public double[][] Normalized { get; } = [.. shape.HiddenSizes.Select(size => new double[size])];

    /// <summary>Outputs of the linear layers but the last.</summary>
    public double[][] Head { get; } = [.. shape.HeadSizes.Select(size => new double[size])];

    /// <summary>The four gates of the layer at work, <c>[4 x widest hidden]</c>.</summary>
    public double[] Gates { get; } = new double[4 * shape.HiddenSizes.Max()];
}
