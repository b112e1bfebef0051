using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace LstmForecast.Samples.Tests.Service;

/// <summary>What a request may ask for is bounded, and what is wrong with one is the sender's to mend.</summary>
public sealed class LimitTests
{
    private static readonly double[] Observed = [1, 2, 3, 4];

    [Fact]
    public async Task Warm_LongNameOrManyRows_IsRefused()
    {
        await using RunningService service = await Started("MaximumRows=10");

        (await service.Put("/states/a", new { model = "m", values = Observed, series = new string('x', 1001) }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "The name of a series has at most 1000 characters.");
        (await service.Put("/states/a", new { model = "m", values = new double[11] }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "There are 11 rows; a request has at most 10.*");
        await service.Put("/states/a", new { model = "m", values = Observed });
        (await service.Post("/states/a/updates", new { values = new double[11] }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "There are 11 rows; *");
    }

    [Fact]
    public async Task Warm_MoreWorkThanAllowed_IsRefused()
    {
        await using RunningService service = await RunningService.Start("MaximumWork=20000");
        await service.Upload("m", TinyModel.Random(0, units: 32));

        (await service.Put("/states/a", new { model = "m", values = new double[1000] }))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "A model of * weights and 1000 rows are more than the service computes*");
        (await service.Put("/states/a", new { model = "m", values = Observed })).Status.Should().Be(HttpStatusCode.Created);
        (await service.Get("/states/a/forecast?horizon=500"))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "A model of * weights and 500 steps are more*");
    }

    [Fact]
    public async Task Upload_LongChannelNames_IsRefused()
    {
        await using RunningService service = await RunningService.Start();
        TrainedForecaster model = new SequenceForecaster(new() { HiddenSizes = [2] }).Fit(
            new TimeSeries("s", [1, 2, 1, 2], [new string('c', 10_001)]), new SgdTraining { Epochs = 1 });

        (await service.Upload("m", model)).ShouldBeProblem(HttpStatusCode.BadRequest, "The names of the model's channels*");
    }

    [Theory]
    [InlineData("application/json", """{"model":null,"values":[1]}""")]
    [InlineData("application/json", """{"model":"m","values":null}""")]
    [InlineData("application/json", """{"model":"m","values":[true]}""")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "")]
    [InlineData("application/json; charset=utf-7", """{"model":"m","values":[1]}""")]
    public async Task Warm_BodyOfAnotherForm_IsTheSendersFaultAndNamesNoTypes(string type, string body)
    {
        await using RunningService service = await Started();
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

        Reply reply = await service.Send(HttpMethod.Put, "/states/a", content);

        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.Body!["detail"]!.GetValue<string>().Should().NotContain("LstmForecast").And.NotContain("WarmRequest").And.NotContain("parameter");
    }

    [Fact]
    public async Task AnyRequest_UnderAnotherHost_IsRefused()
    {
        await using RunningService service = await Started();

        (await service.Send(HttpMethod.Get, "/health", content: null, host: "evil.example")).Status.Should().Be(HttpStatusCode.BadRequest);
        Reply good = await service.Get("/health");
        good.Message.Headers.Server.Should().BeEmpty();
        good.Message.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    private static async Task<RunningService> Started(params string[] settings)
    {
        RunningService service = await RunningService.Start(settings);
        await service.Upload("m", TinyModel.Constant(1));
        return service;
    }
}
