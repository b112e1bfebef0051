using System.Net;

namespace LstmForecast.Samples.Tests.Service;

/// <summary>What is wrong is said in problem details, and changes nothing.</summary>
public sealed class ProblemTests
{
    private static readonly double[] Observed = [1, 2, 3, 4];

    [Fact]
    public async Task Upload_NoModelFile_IsAProblem()
    {
        await using RunningService service = await RunningService.Start();

        Reply reply = await service.Upload("m", [1, 2, 3]);

        reply.ShouldBeProblem(HttpStatusCode.BadRequest, "*");
        reply.Body!["title"]!.GetValue<string>().Should().Be("No model file");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_TooLarge_IsAProblem(bool chunked)
    {
        await using RunningService service = await RunningService.Start("MaximumModelBytes=100000");

        Reply reply = await service.Upload("m", new byte[100_001], chunked);

        reply.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "*too large*");
    }

    [Fact]
    public async Task Upload_LargerThanOtherRequestsMayBe_IsTaken()
    {
        await using RunningService service = await RunningService.Start("MaximumRequestBytes=100");

        Reply reply = await service.Upload("m", TinyModel.Random(0, units: 32));

        reply.Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Warm_RequestTooLarge_IsAProblem()
    {
        await using RunningService service = await RunningService.Start("MaximumRequestBytes=1000");

        Reply reply = await service.Put("/states/a", new { model = "m", values = new double[2000] });

        reply.ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "*too large*");
    }

    [Fact]
    public async Task Upload_TooManyModels_IsAConflict()
    {
        await using RunningService service = await RunningService.Start("MaximumModels=1");
        await service.Upload("a", TinyModel.Constant(1));

        (await service.Upload("b", TinyModel.Constant(1))).ShouldBeProblem(HttpStatusCode.Conflict, "There are 1 models*");
        (await service.Upload("a", TinyModel.Constant(1))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Warm_NoRoom_IsRefusedUntilOneIsIdle()
    {
        await using RunningService service = await Started("MaximumStates=2", "IdleMinutes=10");
        await service.Put("/states/a", new { model = "m", values = Observed });
        service.Clock.Advance(TimeSpan.FromMinutes(4));
        await service.Put("/states/b", new { model = "m", values = Observed });
        await service.Get("/states/a/forecast?horizon=1");
        service.Clock.Advance(TimeSpan.FromMinutes(6));

        Reply refused = await service.Put("/states/c", new { model = "m", values = Observed });
        Reply replaced = await service.Put("/states/a", new { model = "m", values = Observed });
        service.Clock.Advance(TimeSpan.FromMinutes(4));
        Reply taken = await service.Put("/states/c", new { model = "m", values = Observed });

        refused.ShouldBeProblem(HttpStatusCode.TooManyRequests, "There are 2 states*");
        refused.Message.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(4));
        replaced.Status.Should().Be(HttpStatusCode.OK);
        taken.Status.Should().Be(HttpStatusCode.Created);
        (await service.Get("/states/a")).Status.Should().Be(HttpStatusCode.OK);
        (await service.Get("/states/b")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Update_OneRowRefused_TakesNone()
    {
        await using RunningService service = await RunningService.Start();
        await service.Upload("m", TinyModel.Constant(1, Transform.Log));
        await service.Put("/states/a", new { model = "m", values = Observed });

        Reply reply = await service.Post("/states/a/updates", new { values = new[] { 5, -1 } });

        reply.ShouldBeProblem(HttpStatusCode.BadRequest, "*'a'*-1*");
        (await service.Get("/states/a")).Body!["points"]!.GetValue<int>().Should().Be(4);
    }

    [Theory]
    [InlineData("/states/a/forecast", "*horizon*")]
    [InlineData("/states/a/forecast?horizon=x", "*horizon*")]
    [InlineData("/states/a/forecast?horizon=0", "The horizon must be at least 1 step.")]
    [InlineData("/states/a/forecast?horizon=1001", "The horizon is 1001; the service forecasts at most 1000 steps.")]
    [InlineData("/states/a/forecast?horizon=1&level=0.8", "*has no intervals*")]
    [InlineData("/states/a/forecast?horizon=1&level=2", "*between 0 and 1*")]
    public async Task Forecast_WrongQuery_IsAProblem(string path, string detail)
    {
        await using RunningService service = await Started();
        await service.Put("/states/a", new { model = "m", values = Observed });

        (await service.Get(path)).ShouldBeProblem(HttpStatusCode.BadRequest, detail);
    }

    [Fact]
    public async Task Forecast_TooFewPoints_IsAConflict()
    {
        await using RunningService service = await Started();
        await service.Put("/states/a", new { model = "m", values = Array.Empty<double>() });

        (await service.Get("/states/a/forecast?horizon=1")).ShouldBeProblem(HttpStatusCode.Conflict, "*'a'*");
    }

    [Fact]
    public async Task Warm_WrongRequest_IsAProblem()
    {
        await using RunningService service = await Started();

        (await service.Put("/states/a", new { model = "none", values = Observed }))
            .ShouldBeProblem(HttpStatusCode.NotFound, "There is no model 'none'.");
        (await service.Put("/states/a", new { values = Observed })).ShouldBeProblem(HttpStatusCode.BadRequest, "*model*");
        (await service.Put("/states/a", new { model = "m", values = "many" }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "*values*");
        (await service.Put("/states/a", new { model = "m", values = Observed, step = "PT1H" }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "Give start and step together, or neither.");
        (await service.Put("/states/a%20b", new { model = "m", values = Observed }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "A name has at most 100 characters*");
        (await service.Get("/health")).Body!["states"]!.GetValue<int>().Should().Be(0);
    }

    [Fact]
    public async Task Request_NoSuchPathOrMethod_IsAProblem()
    {
        await using RunningService service = await RunningService.Start();

        (await service.Get("/nothing")).ShouldBeProblem(HttpStatusCode.NotFound, "");
        (await service.Delete("/health")).ShouldBeProblem(HttpStatusCode.MethodNotAllowed, "");
    }

    [Fact]
    public async Task Start_SettingsWithoutSense_NamesThem()
    {
        Func<Task> start = () => RunningService.Start("MaximumStates=0", "IdleMinutes=-1");

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage(
            "Forecast:MaximumStates is 0; it must be at least 1. Forecast:IdleMinutes is -1; it must be at least 0.");
    }

    private static async Task<RunningService> Started(params string[] settings)
    {
        RunningService service = await RunningService.Start(settings);
        await service.Upload("m", TinyModel.Constant(1));
        return service;
    }
}
