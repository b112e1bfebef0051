using LstmForecast.Samples.Service.Endpoints;
using LstmForecast.Samples.Service.Models;
using LstmForecast.Samples.Service.States;
using Microsoft.AspNetCore.Http.Features;

namespace LstmForecast.Samples.Service;

/// <summary>Puts the service together.</summary>
internal static class ForecastApp
{
    public static WebApplication Build(string[] args, TimeProvider? clock = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        var options = new ServiceOptions();
        builder.Configuration.GetSection(ServiceOptions.Section).Bind(options);
        options.Validate();

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaximumRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = options.MaximumConnections;
        });
        // A line or two a request is too many; --Logging:LogLevel:Microsoft.AspNetCore Information brings them back.
        if (builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] is null)
            builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Only under the names it is meant to have, or a page in a browser could reach it under one of its own.
        string hosts = builder.Configuration["AllowedHosts"] ?? "localhost;127.0.0.1;[::1]";
        builder.Services.AddHostFiltering(filter => filter.AllowedHosts = hosts.Split(';'));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddSingleton<ModelStore>();
        builder.Services.AddSingleton<WorkLimit>();
        builder.Services.AddSingleton<StateStore>();
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = AddLimit);
        builder.Services.AddExceptionHandler<ProblemWriter>();
        // So that a body that cannot be read says why.
        builder.Services.Configure<RouteHandlerOptions>(routing => routing.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ServiceJson.Default);
        });
        builder.Services.AddOpenApi();

        WebApplication app = builder.Build();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // A wrong request is no fault of the service: it belongs in no log of errors.
            SuppressDiagnosticsCallback = context => context.Exception is RequestProblem or BadHttpRequestException,
        });
        app.UseHostFiltering();
        app.Use(RequestForm.Check);
        // Problems too for what no endpoint answers: 404, 405, 415.
        app.UseStatusCodePages();
        app.MapOpenApi();
        app.MapGet("/health", (ModelStore models, StateStore states) =>
            new Health("healthy", models.Count, options.MaximumModels, states.Count, options.MaximumStates))
            .WithSummary("Whether the service runs, and how full it is.");
        app.MapModels(options);
        app.MapStates();
        return app;
    }

    /// <summary>Where the framework itself refuses a body it says nothing of the limit.</summary>
    private static void AddLimit(ProblemDetailsContext problem)
    {
        if (problem.ProblemDetails is { Status: StatusCodes.Status413PayloadTooLarge, Detail: null })
        {
            long? limit = problem.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            problem.ProblemDetails.Detail = $"Request body too large. The max request body size is {limit} bytes.";
        }
    }
}
