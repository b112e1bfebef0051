using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LstmForecast.Samples.Tests.Service;

public sealed class ServiceTests
{
    private static readonly double[] Observed = [.. Enumerable.Range(0, 40).Select(t => Math.Sin(t / 3.0))];

    [Fact]
    public async Task Forecast_AfterWarmAndUpdates_IsThatOfTheWholeHistory()
    {
        TrainedForecaster model = TinyModel.Random(seed: 1);
        await using RunningService service = await RunningService.Start();
        Reply uploaded = await service.Upload("waves", model);
        Reply warmed = await service.Put("/states/a", new { model = "waves", values = Observed[..30] });
        await service.Post("/states/a/updates", new { values = Observed[30..31] });
        Reply updated = await service.Post("/states/a/updates", new { values = Observed[31..] });

        Reply forecast = await service.Get("/states/a/forecast?horizon=12");

        uploaded.Status.Should().Be(HttpStatusCode.Created);
        uploaded.Message.Headers.Location.Should().Be("/models/waves");
        warmed.Status.Should().Be(HttpStatusCode.Created);
        updated.Body!["points"]!.GetValue<int>().Should().Be(40);
        forecast.Status.Should().Be(HttpStatusCode.OK);
        forecast.Body!["points"]!.GetValue<int>().Should().Be(40);
        forecast.Numbers("targets", "0", "values").Should().Equal(
            model.Forecast(new TimeSeries("a", Observed), 12).Channel());
    }

    [Fact]
    public async Task Forecast_CalibratedModelWithTimes_HasIntervalsAndTimes()
    {
        var observed = new TimeSeries("A", Observed);
        TrainedForecaster model = TinyModel.Random(seed: 2).CalibrateIntervals([observed], new() { Horizon = 3, Count = 20 });
        PredictionInterval[] interval = model.Forecast(observed, 3).Interval(0.8);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];
        await using RunningService service = await RunningService.Start();
        await service.Upload("m", model);
        await service.Put("/states/a", new { model = "m", values = Observed, start = "2024-01-01T00:00:00", step = "PT1H" });

        Reply forecast = await service.Get("/states/a/forecast?horizon=3&level=0.8&level=0.9");

        forecast.Numbers("targets", "0", "intervals", "0", "lower").Should().Equal(lower);
        forecast.Numbers("targets", "0", "intervals", "0", "upper").Should().Equal(upper);
        forecast.Body!["targets"]![0]!["intervals"]!.AsArray().Should().HaveCount(2);
        forecast.Body["times"]!.AsArray().Select(time => time!.GetValue<DateTime>()).Should().Equal(
            new DateTime(2024, 1, 2, 16, 0, 0), new DateTime(2024, 1, 2, 17, 0, 0), new DateTime(2024, 1, 2, 18, 0, 0));
    }

    [Fact]
    public async Task Update_ManyAtOnce_KeepStatesApart()
    {
        TrainedForecaster model = TinyModel.Random(seed: 3);
        await using RunningService service = await RunningService.Start();
        await service.Upload("m", model);
        double[][] series = [.. Enumerable.Range(0, 8).Select(i => Observed.Select(value => value + i).ToArray())];

        double[][] forecasts = await Task.WhenAll(series.Select(async (values, i) =>
        {
            await service.Put($"/states/s{i}", new { model = "m", values = values[..10] });
            foreach (double value in values[10..]) await service.Post($"/states/s{i}/updates", new { values = new[] { value } });
            return (await service.Get($"/states/s{i}/forecast?horizon=4")).Numbers("targets", "0", "values");
        }));

        for (int i = 0; i < series.Length; i++)
            forecasts[i].Should().Equal(model.Forecast(new TimeSeries("s", series[i]), 4).Channel());
    }

    [Fact]
    public async Task Put_ModelReplaced_StatesKeepTheirs()
    {
        await using RunningService service = await RunningService.Start();
        await service.Upload("m", TinyModel.Constant(5));
        await service.Put("/states/old", new { model = "m", values = Observed });
        Reply replaced = await service.Upload("m", TinyModel.Constant(7));
        await service.Put("/states/new", new { model = "m", values = Observed });

        Reply old = await service.Get("/states/old/forecast?horizon=1");
        Reply current = await service.Get("/states/new/forecast?horizon=1");

        replaced.Status.Should().Be(HttpStatusCode.OK);
        old.Numbers("targets", "0", "values").Should().Equal(5);
        current.Numbers("targets", "0", "values").Should().Equal(7);
    }

    [Fact]
    public async Task Delete_ModelOrState_IsGone()
    {
        await using RunningService service = await RunningService.Start();
        await service.Upload("m", TinyModel.Constant(1));
        await service.Put("/states/a", new { model = "m", values = Observed });

        (await service.Delete("/states/a")).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.Delete("/models/m")).Status.Should().Be(HttpStatusCode.NoContent);

        (await service.Get("/states/a")).ShouldBeProblem(HttpStatusCode.NotFound, "There is no state 'a'.");
        (await service.Get("/models/m")).ShouldBeProblem(HttpStatusCode.NotFound, "There is no model 'm'.");
        (await service.Get("/models")).Body!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Health_Always_SaysHowFullItIs()
    {
        await using RunningService service = await RunningService.Start("MaximumStates=9");
        await service.Upload("m", TinyModel.Constant(1));

        JsonNode health = (await service.Get("/health")).Body!;

        health.ToJsonString().Should().Be(
            """{"status":"healthy","models":1,"maximumModels":16,"states":0,"maximumStates":9}""");
    }

    [Fact]
    public async Task OpenApi_Document_HasEveryOperation()
    {
        await using RunningService service = await RunningService.Start();

        JsonObject paths = (await service.Get("/openapi/v1.json")).Body!["paths"]!.AsObject();

        paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key} {path.Key}")).Should().BeEquivalentTo(
            "get /health", "get /models", "get /models/{name}", "put /models/{name}", "delete /models/{name}",
            "get /states/{name}", "put /states/{name}", "delete /states/{name}", "post /states/{name}/updates",
            "get /states/{name}/forecast");
    }

    [Fact]
    public void Dependencies_OfTheService_AreTheRuntimeAlone()
    {
        string file = Path.Combine(AppContext.BaseDirectory, "ForecastService.deps.json");

        using var document = JsonDocument.Parse(File.ReadAllText(file));

        string[] libraries =
            [.. document.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0])];
        libraries.Should().BeEquivalentTo("ForecastService", "LstmForecast.Runtime", "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi");
    }
}
