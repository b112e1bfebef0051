namespace LstmForecast.Network;

/// <summary>All that decides which weights a network has and how they are used.</summary>
/// <param name="InputSize">Numbers that go in.</param>
/// <param name="HiddenSizes">The units of each LSTM layer, from the bottom up.</param>
/// <param name="HeadSizes">The widths of the linear layers between the last LSTM layer and the output.</param>
/// <param name="OutputSize">Numbers that come out.</param>
/// <param name="Normalization">What follows each LSTM layer.</param>
internal sealed record NetworkShape(
    int InputSize, int[] HiddenSizes, int[] HeadSizes, int OutputSize, Normalization Normalization)
{
    /// <summary>The term that keeps a normalisation from dividing by zero; PyTorch's default.</summary>
    public const double NormalizationEpsilon = 1e-5;

    /// <summary>
    /// Tables for categories: the last columns of the input are their indexes, each of which is replaced by a row of its
    /// table.
    /// </summary>
    public EmbeddingShape[] Embeddings { get; init; } = [];

    /// <summary>The input width of an LSTM layer.</summary>
    public int LayerInput(int layer) => layer == 0
        ? InputSize - Embeddings.Length + Embeddings.Sum(embedding => embedding.Width)
        : HiddenSizes[layer - 1];

    /// <summary>Numbers that the state of one series is made of: hidden and cell state of each layer.</summary>
    public int StateSize() => 2 * HiddenSizes.Sum();

    /// <summary>Input and output widths of the linear layers, from the last LSTM layer to the output.</summary>
    public IEnumerable<(int In, int Out)> LinearSizes()
    {
        int width = HiddenSizes[^1];
        foreach (int next in (int[])[.. HeadSizes, OutputSize])
        {
            yield return (width, next);
            width = next;
        }
    }

    /// <summary>How many numbers all weights are.</summary>
    public long WeightCount() => Weights().Sum(weight => weight.Shape.Aggregate(1L, (product, size) => product * size));

    /// <summary>The names, as PyTorch gives them, and shapes of all weights, in a fixed order.</summary>
    public IEnumerable<(string Name, int[] Shape)> Weights()
    {
        for (int i = 0; i < Embeddings.Length; i++)
            yield return ($"embeddings.{i}.weight", [Embeddings[i].Rows, Embeddings[i].Width]);
        for (int layer = 0; layer < HiddenSizes.Length; layer++)
        {
            int hidden = HiddenSizes[layer];
            yield return ($"cells.{layer}.weight_ih", [4 * hidden, LayerInput(layer)]);
            yield return ($"cells.{layer}.weight_hh", [4 * hidden, hidden]);
            yield return ($"cells.{layer}.bias_ih", [4 * hidden]);
            yield return ($"cells.{layer}.bias_hh", [4 * hidden]);
            if (Normalization == Normalization.None) continue;
            yield return ($"norms.{layer}.weight", [hidden]);
            yield return ($"norms.{layer}.bias", [hidden]);
            if (Normalization == Normalization.Layer) continue;
            yield return ($"norms.{layer}.running_mean", [hidden]);
            yield return ($"norms.{layer}.running_var", [hidden]);
        }

        int linear = 0;
        foreach ((int from, int to) in LinearSizes())
        {
            yield return ($"head.{linear}.weight", [to, from]);
            yield return ($"head.{linear}.bias", [to]);
            linear++;
        }
    }
}

/// <summary>A table that gives each category a vector.</summary>
internal readonly record struct EmbeddingShape(int Rows, int Width);
