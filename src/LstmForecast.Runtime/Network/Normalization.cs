namespace LstmForecast;

/// <summary>How the output of each LSTM layer is normalised before it goes on to what stands above it.</summary>
public enum Normalization
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// Over the units of the layer, for each series and time step alone (Ba, Kiros and Hinton, "Layer normalization",
    /// 2016); the same in training and evaluation.
    /// </summary>
    Layer,

    /// <summary>
    /// Over the series at each time step in training, by running statistics in evaluation (Ioffe and Szegedy, "Batch
    /// normalization", 2015). Needs at least two series of equal length.
    /// </summary>
    Batch,
}
