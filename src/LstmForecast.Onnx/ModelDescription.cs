using System.Globalization;
using LstmForecast.Model;
using LstmForecast.Onnx.Proto;
using LstmForecast.Onnx.Values;
using LstmForecast.Series;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx;

/// <summary>What a reader of an ONNX model has to know of its inputs and outputs, as its metadata.</summary>
internal static class ModelDescription
{
    /// <param name="model">The model.</param>
    /// <param name="options">How it becomes one of ONNX.</param>
    /// <param name="maps">Its transforms; null where they are no part of it.</param>
    /// <param name="hasMarks">Whether the input has marks of missing values.</param>
    public static IEnumerable<StringStringEntryProto> Of(
        ModelDefinition model, OnnxExportOptions options, ValueMaps? maps, bool hasMarks) =>
        new (string, string)[]
        {
            ("form", options.Mode.ToString()),
            ("transforms", options.IncludeTransforms ? "Include" : "Exclude"),
        }.Concat(Inputs(model, hasMarks)).Concat(Outputs(model, maps)).Concat(Scales(maps))
            .Select(one => new StringStringEntryProto { Key = one.Item1, Value = one.Item2 });

    private static IEnumerable<(string, string)> Inputs(ModelDefinition model, bool hasMarks)
    {
        string[] names = model.Channels.Names;
        CovariateInputs covariates = model.Covariates;
        IEnumerable<(string Name, string Role, int Ahead, string[] Categories)> columns =
        [
            .. model.Channels.Targets.Select(channel => (names[channel], "target", 0, NoCategories)),
            .. hasMarks ? model.Channels.Targets.Select(channel => (names[channel], "missing", 0, NoCategories)) : [],
            .. model.Channels.Past.Select(channel => (names[channel], "past", 0, NoCategories)),
            .. Enumerable.Range(1, model.Output.Steps).SelectMany(ahead => Known(ahead)),
            .. covariates.Numbers.Select(number => (number.Name, "number", 0, NoCategories)),
            .. covariates.Categories.Select(category => (category.Name, "category", 0, category.Values)),
        ];
        return columns.SelectMany((column, i) => (IEnumerable<(string, string)>)
        [
            ($"input.{i}", column.Name),
            ($"input.{i}.role", column.Role),
            .. column.Ahead > 0 ? (ReadOnlySpan<(string, string)>)[($"input.{i}.ahead", Text(column.Ahead))] : [],
            // 0 stands for those that training did not meet.
            .. column.Categories.Select((category, index) => ($"input.{i}.category.{index + 1}", category)),
        ]);

        IEnumerable<(string, string, int, string[])> Known(int ahead) =>
        [
            .. model.Channels.Known.Select(channel => (names[channel], "known", ahead, NoCategories)),
            .. CalendarTable.Names(covariates.Calendar).Select(name => (name, "calendar", ahead, NoCategories)),
        ];
    }

    private static IEnumerable<(string, string)> Outputs(ModelDefinition model, ValueMaps? maps)
    {
        OutputLayout output = model.Output;
        yield return ("steps", Text(output.Steps));
        foreach ((int i, string name) in model.Channels.TargetNames().Index()) yield return ($"target.{i}", name);
        if (output.Kind is OutputKind.Quantiles or OutputKind.Gaussian)
        {
            foreach ((int i, double level) in output.QuantileLevels.Index()) yield return ($"quantile.{i}", Text(level));
        }

        if (output.IsLikelihood) yield return ("distribution", output.Kind.ToString());
        if (output.IsLikelihood && !output.IsOfCounts && maps is { CurvedSteps.Count: > 0 })
            yield return ("distribution.of", string.Join(", ", maps.CurvedSteps.Select(step => step.Description)));
        if (model.Members.Count == 1) yield break;
        yield return ("members", Text(model.Members.Count));
        yield return ("combination", model.Combination.ToString());
    }

    private static IEnumerable<(string, string)> Scales(ValueMaps? maps)
    {
        foreach ((int i, FittedSeriesScaling step) in maps?.PerSeries.Index() ?? [])
        {
            (string level, string scale) = (ValueMaps.LevelOf(i), ValueMaps.ScaleOf(i));
            yield return ($"{scale}.of", step.Description);
            yield return ($"{scale}.typical", Text(step.TypicalScales));
            foreach ((string series, ChannelScale[] scales) in step.Series)
            {
                yield return ($"{level}.series.{series}", Text(scales.Select(one => one.Level)));
                yield return ($"{scale}.series.{series}", Text(scales.Select(one => one.Scale)));
            }
        }
    }

    private static string[] NoCategories => [];

    private static string Text(IEnumerable<double> numbers) => string.Join(" ", numbers.Select(number => Text(number)));

    private static string Text<T>(T number)
        where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
