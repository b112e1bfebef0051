using LstmForecast.Series;

namespace LstmForecast.Model;

/// <summary>What goes into the network at every time step of a series: its static numbers, scaled, and categories.</summary>
internal static class StaticInputs
{
    /// <summary>The index of a category that training did not meet.</summary>
    private const int Unknown = 0;

    public static double[] Of(ModelDefinition model, TimeSeries series) =>
    [
        .. model.Covariates.Numbers.Select(number => (Find(series, number.Name).Number!.Value - number.Mean) / number.Scale),
        .. model.Covariates.Categories.Select(category => Index(category, Find(series, category.Name).Category!)),
    ];

    /// <summary>Whether training met all categories of a series.</summary>
    public static bool KnowsCategories(ModelDefinition model, TimeSeries series) => model.Covariates.Categories.All(
        category => Index(category, Find(series, category.Name).Category!) != Unknown);

    /// <summary>Rejects a series without the static values that the model takes.</summary>
    public static void Check(ModelDefinition model, TimeSeries series, string argument)
    {
        foreach (StaticNumber number in model.Covariates.Numbers)
        {
            if (Find(series, number.Name) is not { Number: double value }) throw Missing(series, number.Name, "number", argument);
            double scaled = (value - number.Mean) / number.Scale;
            if (Math.Abs(scaled) <= model.Precision.LargestInput() && Math.Abs(value) <= SeriesChecks.LargestValue) continue;
            throw new ArgumentException(
                FormattableString.Invariant($"Series '{series.Name}' has {value} as static number '{number.Name}'; ")
                + FormattableString.Invariant($"it must lie within ±{SeriesChecks.LargestValue}, and scaled as in training ")
                + FormattableString.Invariant($"({scaled:g3}) within ±{model.Precision.LargestInput()}."),
                argument);
        }

        foreach (StaticCategory category in model.Covariates.Categories)
        {
            if (Find(series, category.Name) is not { IsCategory: true }) throw Missing(series, category.Name, "category", argument);
        }
    }

    private static StaticValue Find(TimeSeries series, string name) => series.Statics.FirstOrDefault(value => value.Name == name)!;

    private static double Index(StaticCategory category, string value)
    {
        int index = Array.IndexOf(category.Values, value);
        return index < 0 ? Unknown : index + 1;
    }

    private static ArgumentException Missing(TimeSeries series, string name, string kind, string argument) => new(
        $"Series '{series.Name}' has no static {kind} '{name}', which the model was trained with. Give it one by "
        + "WithStatic(name, value).",
        argument);
}
