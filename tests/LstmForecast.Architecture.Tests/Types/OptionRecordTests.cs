using System.Reflection;
using LstmForecast.Csv;
using LstmForecast.Onnx;

namespace LstmForecast.Architecture.Tests.Types;

/// <summary>
/// Every options record is checked where it enters: a bad value of any of its properties is an ArgumentException that names
/// the record and the property, whatever record it is nested in.
/// </summary>
public sealed class OptionRecordTests
{
    private static readonly SeriesSet Waves = new(
        Enumerable.Range(0, 3).Select(i => new TimeSeries($"wave-{i}", [.. Enumerable.Range(0, 12).Select(t => Math.Sin(0.7 * t + i))])));

    private static readonly RollingCutoffs Cutoffs = new() { Horizon = 2, Count = 2 };

    private static readonly SeriesColumns Columns = new() { Channels = ["value"] };

    /// <summary>Good options, how they enter, and in what they are then.</summary>
    private static readonly Dictionary<Type, (object Good, Action<object> Enter, string Prefix)> Entries = new()
    {
        [typeof(ForecasterOptions)] = (
            new ForecasterOptions(), it => _ = new SequenceForecaster((ForecasterOptions)it), "ForecasterOptions: "),
        [typeof(DataOptions)] = (
            new DataOptions(), it => _ = new SequenceForecaster(new() { Data = (DataOptions)it }), "ForecasterOptions: Data."),
        [typeof(ComputeOptions)] = (
            new ComputeOptions(), it => _ = new SequenceForecaster(new() { Compute = (ComputeOptions)it }), "ForecasterOptions: Compute."),
        [typeof(LbfgsTraining)] = (new LbfgsTraining(), Fit, "LbfgsTraining: "),
        [typeof(AdamWTraining)] = (new AdamWTraining(), Fit, "AdamWTraining: "),
        [typeof(SgdTraining)] = (new SgdTraining(), Fit, "SgdTraining: "),
        [typeof(AutoTraining)] = (new AutoTraining(), Fit, "AutoTraining: "),
        [typeof(LbfgsOptions)] = (
            new LbfgsOptions(), it => Fit(new LbfgsTraining { Optimizer = (LbfgsOptions)it }), "LbfgsTraining: Optimizer."),
        [typeof(WindowOptions)] = (
            new WindowOptions { Length = 4 }, it => Fit(new SgdTraining { Windows = (WindowOptions)it }), "SgdTraining: Windows."),
        [typeof(CheckpointOptions)] = (
            new CheckpointOptions { Path = "x" },
            it => Fit(new SgdTraining { Checkpoint = (CheckpointOptions)it }),
            "SgdTraining: Checkpoint."),
        [typeof(BacktestOptions)] = (
            new BacktestOptions { Cutoffs = Cutoffs },
            it => Backtest.Run(new SequenceForecaster(), Waves, (BacktestOptions)it),
            "BacktestOptions: "),
        [typeof(RollingCutoffs)] = (
            Cutoffs,
            it => Backtest.Run(new SequenceForecaster(), Waves, new() { Cutoffs = (RollingCutoffs)it }),
            "BacktestOptions: Cutoffs."),
        [typeof(AccuracyOptions)] = (
            new AccuracyOptions { Horizon = 2 }, it => _ = new AccuracyEvaluator((AccuracyOptions)it), "AccuracyOptions: "),
        [typeof(HyperparameterSearchOptions)] = (
            new HyperparameterSearchOptions { Backtest = new() { Cutoffs = Cutoffs } },
            it => _ = new HyperparameterSearch((HyperparameterSearchOptions)it),
            "HyperparameterSearchOptions: "),
        [typeof(SeriesColumns)] = (
            Columns, it => SeriesCsv.Read(new StringReader(""), "data.csv", (SeriesColumns)it), "SeriesColumns: "),
        [typeof(CsvFormat)] = (
            new CsvFormat(), it => SeriesCsv.Read(new StringReader(""), "data.csv", Columns, (CsvFormat)it), "CsvFormat: "),
        [typeof(StreamingOptions)] = (
            new StreamingOptions(), it => Model.StartStream(Waves[0], (StreamingOptions)it), "StreamingOptions: "),
        [typeof(AdaptiveIntervalOptions)] = (
            new AdaptiveIntervalOptions(),
            it => Model.StartStream(Waves[0], new StreamingOptions { Intervals = (AdaptiveIntervalOptions)it }),
            "StreamingOptions: Intervals."),
        [typeof(DriftDetectionOptions)] = (
            new DriftDetectionOptions(),
            it => Model.StartStream(Waves[0], new StreamingOptions { Drift = (DriftDetectionOptions)it }),
            "StreamingOptions: Drift."),
        [typeof(OnnxExportOptions)] = (
            new OnnxExportOptions(), it => Model.ExportOnnx(Stream.Null, (OnnxExportOptions)it), "OnnxExportOptions: "),
    };

    /// <summary>Their tests stand elsewhere.</summary>
    private static readonly string[] NeedMore = ["PyTorchOptions", "FeedForwardOptions"];

    private static TrainedForecaster Model => TrainedForecaster.Load(Repository.PathOf(
        "tests", "LstmForecast.Runtime.Tests", "Files", "Golden", "Version1", "plain.lstm"));

    public static TheoryData<string, string> Properties()
    {
        var rows = new TheoryData<string, string>();
        foreach (Type type in Entries.Keys)
        {
            foreach (PropertyInfo property in type.GetProperties().Where(property => BadValue(property).IsBad))
                rows.Add(type.Name, property.Name);
        }

        return rows;
    }

    [Theory, MemberData(nameof(Properties))]
    public void Enter_BadValue_IsAnErrorThatNamesRecordAndProperty(string record, string property)
    {
        (Type type, (object good, Action<object> enter, string prefix)) = Entries.Single(entry => entry.Key.Name == record);
        PropertyInfo changed = type.GetProperty(property)!;
        object bad = type.GetMethod("<Clone>$")!.Invoke(good, null)!;
        changed.SetValue(bad, BadValue(changed).Value);

        Action act = () => enter(bad);

        ArgumentException error = act.Should().ThrowExactly<ArgumentException>().Which;
        error.Message.Should().StartWith(prefix[..(prefix.IndexOf(':', StringComparison.Ordinal) + 2)]);
        error.Message.Should().MatchRegex($@"[ :]{prefix[(prefix.IndexOf(':', StringComparison.Ordinal) + 2)..].Replace(".", @"\.", StringComparison.Ordinal)}{property} ");
        error.ParamName.Should().NotBeNullOrEmpty();
    }

    [Fact]
    public void Records_OfOptions_AreAllTested()
    {
        IEnumerable<Type> records = PublicTypeTests.AssembliesAndNamespaces
            .SelectMany(row => Assembly.Load((string)row[0]).GetExportedTypes())
            .Where(type => !type.IsAbstract && (IsChecked(type) || type.Name.EndsWith("Options", StringComparison.Ordinal)));

        records.Select(type => type.Name).Should().BeEquivalentTo(
            [.. Entries.Keys.Select(type => type.Name), .. NeedMore.Where(name => records.Any(type => type.Name == name))],
            "options are checked where they enter");
        records.Should().OnlyContain(type => IsChecked(type), "they say what is wrong with them");
    }

    private static void Fit(object training) => new SequenceForecaster().Fit(Waves, (TrainingOptions)training);

    private static bool IsChecked(Type type) => type.GetInterfaces().Any(one => one.Name == "ICheckedOptions");

    /// <summary>A value that no option may have; none for flags, seeds, and what may be anything or null.</summary>
    private static (bool IsBad, object? Value) BadValue(PropertyInfo property)
    {
        if (property.SetMethod is null || property.PropertyType == typeof(bool)) return (false, null);
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type.IsEnum) return (true, Enum.ToObject(type, 99));
        if (type == typeof(int)) return (true, -1);
        if (type == typeof(double)) return (true, double.NaN);
        if (type == typeof(TimeSpan)) return (true, TimeSpan.FromDays(-1));
        if (type == typeof(char)) return (true, '"');
        bool mayBeNull = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;
        return (!type.IsValueType && !mayBeNull, null);
    }
}
