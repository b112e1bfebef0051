namespace LstmForecast.Model;

/// <summary>
/// What a network can compute with: numbers far enough from the end of its type that products with weights are finite too.
/// Values are held against it as they go in, scaled.
/// </summary>
internal static class InputRange
{
    /// <summary>No number that goes into a network of this precision is larger.</summary>
    public static double LargestInput(this Precision precision) => precision == Precision.Float32 ? 1e30 : 1e150;

    /// <summary>Rejects covariates of a series, with all channels of the model, that are too large once scaled.</summary>
    public static void CheckCovariates(ModelDefinition model, TimeSeries series, string argument)
    {
        int[] channels = [.. model.Channels.Past, .. model.Channels.Known];
        for (int i = 0; i < channels.Length; i++) Check(model, series, channels[i], i, argument);
    }

    /// <summary>Rejects covariates known ahead, which are all the channels of the series, that are too large once scaled.</summary>
    public static void CheckKnown(ModelDefinition model, TimeSeries known, string argument)
    {
        for (int i = 0; i < model.Channels.Known.Length; i++) Check(model, known, i, model.Channels.Past.Length + i, argument);
    }

    /// <summary>Whether a covariate can go into the network.</summary>
    public static bool TakesCovariate(ModelDefinition model, int covariate, double value) =>
        !(Math.Abs(model.Covariates.Scaled(value, covariate)) > model.Precision.LargestInput());

    /// <summary>What to say of a value that is too large once scaled.</summary>
    public static string TooLarge(ModelDefinition model, double scaled) => FormattableString.Invariant(
        $"scaled as the training series were that is {scaled:g3}, and a network in {model.Precision} takes numbers up to ±{model.Precision.LargestInput()}. If it stands for no reading, give NaN in its place, or cut the series there.");

    /// <summary>The error about a value of a series that is too large once scaled.</summary>
    public static ArgumentException TooLarge(
        ModelDefinition model, string series, string channel, int time, double value, double scaled, string? argument = null) => new(
        FormattableString.Invariant($"Series '{series}' has {value} at index {time} of channel '{channel}'; {TooLarge(model, scaled)}"),
        argument);

    private static void Check(ModelDefinition model, TimeSeries series, int channel, int covariate, string argument)
    {
        for (int time = 0; time < series.Length; time++)
        {
            double value = series[time, channel];
            if (TakesCovariate(model, covariate, value)) continue;
            throw TooLarge(model, series.Name, series.Channels[channel], time, value, model.Covariates.Scaled(value, covariate), argument);
        }
    }
}
