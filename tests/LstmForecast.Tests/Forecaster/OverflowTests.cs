using LstmForecast.Model;

namespace LstmForecast.Tests.Forecaster;

/// <summary>Numbers at the ends of their type: what comes out is right, or refused with its place, and can be saved.</summary>
public sealed class OverflowTests
{
    private static readonly double[] Wave = [.. Enumerable.Range(0, 60).Select(t => 100 + 10 * Math.Sin(t * Math.PI / 6))];

    public static TheoryData<string> Transforms => [.. Scalings.Keys];

    private static readonly Dictionary<string, Transform[]> Scalings = new(StringComparer.Ordinal)
    {
        ["Standardize"] = [Transform.Standardize],
        ["StandardizePerSeries"] = [Transform.StandardizePerSeries],
        ["WindowNormalize"] = [Transform.WindowNormalize(12)],
        ["WindowScale"] = [Transform.WindowScale(12)],
        ["MinMax"] = [Transform.MinMax],
        ["BoxCox"] = [Transform.BoxCox(2), Transform.Standardize],
        ["Difference"] = [Transform.Difference(1), Transform.Standardize],
    };

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Fit_ReadingOfTheLargestNumber_IsNamed(string transforms)
    {
        double[] values = [.. Wave];
        values[30] = double.MaxValue;

        FluentActions.Invoking(() => Fit(Scalings[transforms], new TimeSeries("pump", values)))
            .Should().ThrowExactly<ArgumentException>().WithParameterName("train").WithMessage(
                "Series 'pump' has 1.7976931348623157E+308 at index 30 of channel 'value'; values must lie within ±1E+100. "
                + "If it stands for no reading, give NaN in its place; else divide the series.*");
    }

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Fit_AnyUnit_ForecastsInThatUnitAndLoads(string transforms)
    {
        double[] expected = Forecasts(1);
        foreach (double unit in (double[])[1e-170, 1e-30, 1e30, 1e90])
        {
            // A power of zero has no unit, and neither has a logarithm.
            if (transforms == "BoxCox" && unit is < 1e-100 or > 1e50) continue;
            double[] forecasts = Forecasts(unit);
            for (int i = 0; i < forecasts.Length; i++) (forecasts[i] / unit).Should().BeApproximately(expected[i], 2, $"in units of {unit}");
        }

        double[] Forecasts(double unit)
        {
            var series = new TimeSeries("s", [.. Wave.Select(value => value * unit)]);
            TrainedForecaster model = Fit(Scalings[transforms], series);
            using var file = new MemoryStream();
            model.Save(file);
            file.Position = 0;
            return [.. TrainedForecaster.Load(file).Forecast(series, 4).Values];
        }
    }

    [Fact]
    public void Fit_AutoInAnyUnit_Works()
    {
        foreach (double unit in (double[])[1e-170, 1e-30, 1e30, 1e90])
        {
            var series = new TimeSeries("s", [.. Wave.Select(value => value * unit)]);
            TrainedForecaster model = new SequenceForecaster(ForecasterOptions.Auto(4) with { HiddenSizes = [4], EnsembleSize = 1 })
                .Fit(series, new LbfgsTraining { Epochs = 3 });
            foreach (double value in model.Forecast(series, 4).Values) (value / unit).Should().BeInRange(50, 150, $"in units of {unit}");
        }
    }

    [Fact]
    public void Fit_TooLargeForTheNetwork_NamesTheValue() =>
        FluentActions.Invoking(() => Fit([], new TimeSeries("s", [1, 2, 1e31, 3])))
            .Should().ThrowExactly<ArgumentException>().WithMessage(
                "Series 's' has 1E+31 at index 2 of channel 'value'; scaled as the training series were that is 1E+31, and a "
                + "network in Float32 takes numbers up to ±1E+30.*");

    [Fact]
    public void Fit_LargeStaticNumbersOrCovariates_AreNamed()
    {
        TimeSeries series = new("s", Wave);
        FluentActions.Invoking(() => Fit([], series.WithStatic("area", 1e300))).Should().ThrowExactly<ArgumentException>()
            .WithMessage("Series 's' has 1E+300 as static number 'area'; it must lie within ±1E+100*");
        TimeSeries both = new("s", [.. Wave.SelectMany((value, i) => new[] { value, i == 7 ? double.MaxValue : i })], ["y", "x"]);
        var options = new ForecasterOptions { HiddenSizes = [3], Data = new() { KnownCovariates = ["x"] } };
        FluentActions.Invoking(() => new SequenceForecaster(options).Fit(both)).Should().ThrowExactly<ArgumentException>()
            .WithMessage("Series 's' has 1.7976931348623157E+308 at index 7 of channel 'x'; values must lie within ±1E+100.*");
    }

    [Fact]
    public void Fit_InfinityWhereGapsAreFilled_IsAnArgumentError() =>
        FluentActions.Invoking(() => new SequenceForecaster(
                new() { HiddenSizes = [3], Data = new() { Missing = MissingValues.Fill(Filling.Last) } })
            .Fit(new TimeSeries("s", [1, double.NaN, double.PositiveInfinity, 3]))).Should().ThrowExactly<ArgumentException>()
            .WithMessage("Series 's' has Infinity at index 2 of channel 'value'; every value must be a finite number, or NaN *");

    [Fact]
    public void Save_WhatWouldNotLoad_IsRefusedAndKeepsTheOldFile()
    {
        TrainedForecaster good = Fit([Transform.Standardize], new TimeSeries("s", Wave));
        ModelDefinition broken = good.Definition with
        {
            Covariates = new CovariateInputs([], [double.PositiveInfinity], [], [], []),
        };
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.lstm");
        try
        {
            good.Save(path);
            FluentActions.Invoking(() => new TrainedForecaster(broken).Save(path)).Should().Throw<InvalidOperationException>()
                .WithMessage("The model cannot be saved, as its file could not be loaded: *");
            TrainedForecaster.Load(path).Channels.Should().Equal("value");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TrainedForecaster Fit(Transform[] transforms, TimeSeries series) =>
        new SequenceForecaster(new() { HiddenSizes = [6], Transforms = transforms, Seed = 1 })
            .Fit(new SeriesSet(series), new LbfgsTraining { Epochs = 4 });
}
