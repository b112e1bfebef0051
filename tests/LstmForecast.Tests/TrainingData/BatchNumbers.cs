using LstmForecast.Network;
using LstmForecast.TrainingData;

namespace LstmForecast.Tests.TrainingData;

/// <summary>What is in a batch, row after row, of either precision.</summary>
internal static class BatchNumbers
{
    public static double[] Inputs(this TrainingBatch batch) => Numbers(batch, one => one.Inputs, one => one.Inputs)!;

    public static double[] Targets(this TrainingBatch batch) => Numbers(batch, one => one.Targets, one => one.Targets)!;

    public static double[]? Weights(this TrainingBatch batch) => Numbers(batch, one => one.Weights, one => one.Weights);

    public static double[]? Scales(this TrainingBatch batch) => Numbers(batch, one => one.Scales, one => one.Scales);

    private static double[]? Numbers(
        TrainingBatch batch,
        Func<TrainingBatch<double>, AlignedBuffer<double>?> doubles,
        Func<TrainingBatch<float>, AlignedBuffer<float>?> floats)
    {
        batch.Fill(0, batch.Windows);
        return batch switch
        {
            TrainingBatch<double> own => doubles(own) is { } numbers ? own.Rows(numbers, 0, own.Windows).ToArray() : null,
            TrainingBatch<float> own => floats(own) is { } numbers
                ? [.. own.Rows(numbers, 0, own.Windows).ToArray().Select(number => (double)number)]
                : null,
            _ => throw new ArgumentException("Neither float nor double.", nameof(batch)),
        };
    }
}
