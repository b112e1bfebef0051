using System.Globalization;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class ReportTextTests
{
    /// <summary>
    /// Small enough for a pocket calculator: errors of the model 1 and 1, of the naive 3 and 2, of the drift 1.5 and 0.
    /// </summary>
    [Fact]
    public void ToTable_OneSeries_IsInColumns()
    {
        string table = Report(1).ToTable();

        table.Should().Be(
            """
            2 forecasts of 1 series, 2 points, horizon 1, season 1; skill in MASE against the best baseline

            method     MAE   RMSE  MAPE %  sMAPE %  WAPE %    MASE   RMSSE  skill %
            model    1.000  1.000   12.70    11.93   12.50  0.6667  0.6325    -33.3
            naive    2.500  2.550   32.54    39.77   31.25   1.667   1.612   -233.3
            drift   0.7500  1.061   10.71    12.00   9.375  0.5000  0.6708      0.0
            mean     5.083  5.100   63.89    94.00   63.54   3.389   3.226   -577.8

            Warning: 'model' is no better than the baseline 'drift': MASE 0.6667 against 0.5000.

            """);
    }

    [Fact]
    public void ToTable_ManySeries_ShowsTheLeastSkillFirstAndSaysHowMany()
    {
        string[] lines = Report(5).ToTable(mostSeries: 2).Split('\n');

        int header = Array.FindIndex(lines, line => line.StartsWith("series", StringComparison.Ordinal));
        lines[header + 1].Should().StartWith("S4 ");
        lines[header + 2].Should().StartWith("S3 ");
        lines[header + 3].Should().Be("(2 of 5 series, least skill first)");
    }

    [Fact]
    public void ToTable_HorizonAndQuantiles_HaveTheirParts()
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 2, QuantileLevels = [.1, .5, .9] });
        evaluator.Begin(new TimeSeries("A", [1, 2, 4, 7, 9]), 3).Add(2, [8, 9], [5, 8, 9, 8, 9, 11]);

        string[] lines = evaluator.ToReport().ToTable().Split('\n');

        lines.Should().Contain(line => line.StartsWith("80.0 % intervals", StringComparison.Ordinal)
            && line.Contains("100.0 % inside") && line.Contains("mean width 3.500"));
        lines.Should().ContainSingle(line => line.StartsWith("step ", StringComparison.Ordinal));
    }

    [Fact]
    public void ToCsv_Report_HasARowForEachPoolAndMethodInFull()
    {
        string[][] rows =
            [.. Report(2).ToCsv().TrimEnd('\n').Split('\n').Select(line => line.Split(','))];

        rows[0].Should().Equal(
            "pool", "name", "method", "points", "mae", "rmse", "mape_percent", "smape_percent", "wape_percent", "mase",
            "rmsse", "skill");
        rows.Should().HaveCount(1 + 4 * (1 + 1 + 2)).And.AllSatisfy(row => row.Should().HaveCount(12));
        rows.Skip(1).Select(row => row[0]).Distinct().Should().Equal("all", "step", "series");
        string[] first = rows.Single(row => row[1] == "S0" && row[2] == "model");
        first[3].Should().Be("2");
        double.Parse(first[9], CultureInfo.InvariantCulture).Should().Be(2 / 3.0);
    }

    [Fact]
    public void ToCsv_NameWithCommaAndQuotes_IsQuoted()
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1 });
        evaluator.Begin(new TimeSeries("a, \"b\"", [1, 2, 3]), 2).Add(1, [2]);

        evaluator.ToReport().ToCsv().Should().Contain("\nseries,\"a, \"\"b\"\"\",model,1,1,");
    }

    [Fact]
    public void ToCsv_BaselinesBesideQuantiles_LeaveTheirFieldsEmpty()
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1, QuantileLevels = [.1, .9] });
        evaluator.Begin(new TimeSeries("A", [1, 2, 3]), 2).Add(1, [2], [1, 4]);

        string[] lines = evaluator.ToReport().ToCsv().Split('\n');

        lines[0].Should().EndWith("skill,crps,weighted_quantile_loss,loss_0.1,loss_0.9,coverage_0.8,width_0.8");
        lines[1].Should().EndWith(",1,3");
        lines[2].Should().EndWith(",,,,,,");
    }

    /// <summary>Texts are the same in every culture: this one writes decimal commas.</summary>
    [Fact]
    public void ToTableAndToCsv_CultureWithDecimalComma_WriteDots()
    {
        AccuracyReport report = Report(2);
        string table = report.ToTable();
        string csv = report.ToCsv();
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = commas;
            Report(2).ToTable().Should().Be(table);
            Report(2).ToCsv().Should().Be(csv);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Series <c>Si</c>: 1 2 4, then 7 and 9, forecast as 8 + i and 10 + i.</summary>
    private static AccuracyReport Report(int count)
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1 });
        for (int i = 0; i < count; i++)
        {
            SeriesEvaluator series = evaluator.Begin(new TimeSeries($"S{i}", [1, 2, 4, 7, 9]), 3);
            series.Add(2, [8 + i]);
            series.Add(3, [10 + i]);
        }

        return evaluator.ToReport();
    }
}
