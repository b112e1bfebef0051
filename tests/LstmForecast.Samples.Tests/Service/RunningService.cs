using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LstmForecast.Samples.Service;
using Microsoft.AspNetCore.Builder;

namespace LstmForecast.Samples.Tests.Service;

/// <summary>The service on a loopback port of its own, and who talks to it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private RunningService(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public ManualClock Clock { get; private init; } = new();

    /// <param name="settings">As <c>MaximumStates=2</c>.</param>
    public static async Task<RunningService> Start(params string[] settings)
    {
        var clock = new ManualClock();
        WebApplication app = ForecastApp.Build(
            [
                "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None",
                .. settings.Select(setting => $"--Forecast:{setting}"),
            ],
            clock);
        await app.StartAsync();
        return new RunningService(app) { Clock = clock };
    }

    public async Task<Reply> Get(string path) => await Reply.Of(await _client.GetAsync(path));

    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content, string? host = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Host = host;
        return await Reply.Of(await _client.SendAsync(request));
    }

    public async Task<Reply> Delete(string path) => await Reply.Of(await _client.DeleteAsync(path));

    public async Task<Reply> Put(string path, object body) => await Reply.Of(await _client.PutAsJsonAsync(path, body));

    public async Task<Reply> Post(string path, object body) => await Reply.Of(await _client.PostAsJsonAsync(path, body));

    public async Task<Reply> Upload(string name, byte[] file, bool chunked = false)
    {
        using HttpContent content = chunked ? new StreamContent(new Chunks(file)) : new ByteArrayContent(file);
        return await Reply.Of(await _client.PutAsync($"/models/{name}", content));
    }

    public async Task<Reply> Upload(string name, TrainedForecaster model)
    {
        using var file = new MemoryStream();
        model.Save(file);
        return await Upload(name, file.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>A stream whose length is not known beforehand.</summary>
    private sealed class Chunks(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

/// <summary>An answer.</summary>
internal sealed record Reply(HttpStatusCode Status, string? MediaType, JsonNode? Body, HttpResponseMessage Message)
{
    public static async Task<Reply> Of(HttpResponseMessage message)
    {
        string text = await message.Content.ReadAsStringAsync();
        return new(
            message.StatusCode,
            message.Content.Headers.ContentType?.MediaType,
            text.Length == 0 || message.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true
                ? null
                : JsonNode.Parse(text),
            message);
    }

    public double[] Numbers(params string[] path)
    {
        JsonNode? node = Body;
        foreach (string key in path) node = int.TryParse(key, out int index) ? node![index] : node![key];
        return [.. node!.AsArray().Select(value => value!.GetValue<double>())];
    }

    /// <summary>Checks that this is a problem as RFC 9457 has it.</summary>
    public void ShouldBeProblem(HttpStatusCode status, string detail)
    {
        Status.Should().Be(status, Body?.ToJsonString());
        MediaType.Should().Be("application/problem+json");
        Body!["status"]!.GetValue<int>().Should().Be((int)status);
        Body["title"]!.GetValue<string>().Should().NotBeEmpty();
        // RFC 9457: without a type it is about:blank, and the title that of the status.
        if (Body["type"] is JsonNode type) type.GetValue<string>().Should().StartWith("https://");
        if (detail.Length > 0) Body["detail"]!.GetValue<string>().Should().Match(detail);
    }
}

/// <summary>A clock that stands still unless it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
}
