using CsCheck;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Streaming;

/// <summary>Models of every kind and series for them, to stream.</summary>
internal static class StreamModels
{
    public static readonly Gen<FittedTransform[]> Transforms = OneOf<FittedTransform[]>(
        [],
        [new FittedStandardize([2, -1], [3, 0.5])],
        [new FittedLog(), new FittedDifference(2)],
        [new FittedDifference(1), new FittedDifference(3)],
        [new FittedSubtractLastValue()],
        [new FittedSeasonalMeanResidual(3, 2), new FittedStandardize([0, 1], [1, 2])],
        [new FittedWindowNormalize(6, [0.1, 0.1], [0.01, 0.01])],
        [new FittedWindowScale(5, [0.1, 0.1])],
        [new FittedSeriesScaling(ScaleMeasure.Standard, new() { ["A"] = [new(4, 2), new(5, 1)] }, [1, 1])]);

    public static readonly Gen<MissingValues> Missing = OneOf(
        MissingValues.Error, MissingValues.Mask, MissingValues.Fill(Filling.Last), MissingValues.Fill(Filling.Seasonal(3)));

    /// <summary>
    /// Two targets, perhaps a past covariate, a calendar, an ensemble, perhaps of members that see the series in ways of their own;
    /// recursive (1 step) or direct.
    /// </summary>
    public static readonly Gen<ModelDefinition> All =
        from transforms in Transforms
        from missing in Missing
        from steps in Gen.Int[1, 4]
        from members in Gen.Int[1, 3]
        from past in Gen.Bool
        from calendar in Gen.Bool
        from kind in Gen.Enum<OutputKind>()
        from precision in Gen.Enum<Precision>()
        from own in Gen.OneOf(Gen.Const<FittedTransform[][]>([]), Transforms.Array[members])
        select WithOwn(Of(transforms, missing, steps, members, past, calendar, kind, precision), own);

    public static ModelDefinition WithOwn(ModelDefinition model, FittedTransform[][] own) => own.Length == 0 ? model : model with
    {
        Transforms = new TransformPipeline(own[0]),
        OwnTransforms = [.. own.Select(steps => new TransformPipeline(steps))],
    };

    public static ModelDefinition Of(
        FittedTransform[] transforms,
        MissingValues missing,
        int steps = 1,
        int members = 1,
        bool past = false,
        bool calendar = false,
        OutputKind kind = OutputKind.Point,
        Precision precision = Precision.Float64,
        bool known = false)
    {
        var names = new List<string> { "a", "b" };
        if (past) names.Add("past");
        if (known) names.Add("known");
        var roles = new ChannelRoles([.. names], [0, 1], past ? [2] : [], known ? [names.Count - 1] : []);
        ModelDefinition model = Definitions.Random(roles, steps, levels: null, missing, transforms, members) with { Precision = precision };
        model = model with { Output = new OutputLayout(steps, 2, kind, kind == OutputKind.Quantiles ? [0.2, 0.5, 0.8] : []) };
        if (calendar)
        {
            model = model with
            {
                Step = TimeStep.Day,
                Covariates = model.Covariates with { Calendar = [CalendarFeature.DayOfWeek, CalendarFeature.BusinessDay, CalendarFeature.Month] },
            };
        }

        var shape = model.Weights.Shape with { InputSize = model.Input.Width, OutputSize = model.Output.Width };
        return model with
        {
            Members = [.. Enumerable.Range(0, members).Select(seed => new NetworkWeights(shape, RandomWeights.For(shape, seed + 1)))],
        };
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>A wave well above zero, with gaps in the targets where the model takes them.</summary>
    public static TimeSeries Series(ModelDefinition model, int length, int seed = 1, string name = "A")
    {
        var random = new Random(seed);
        int channels = model.Channels.Names.Length;
        bool gaps = model.Missing.IsMask || model.Missing.Filling is not null;
        var values = new double[length * channels];
        for (int i = 0; i < values.Length; i++)
        {
            bool gap = gaps && i >= channels && i % channels < 2 && random.Next(5) == 0;
            values[i] = gap ? double.NaN : 10 + 4 * Math.Sin(0.6 * i) + random.NextDouble();
            if (model.Output.IsOfCounts && i % channels < 2) values[i] = Math.Round(values[i]);
        }

        var series = new TimeSeries(name, values, model.Channels.Names);
        return model.Covariates.Calendar.Length == 0 ? series : series.WithTimes(new DateTime(2024, 2, 25), TimeStep.Day);
    }
}
