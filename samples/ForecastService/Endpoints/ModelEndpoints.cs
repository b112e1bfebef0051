using LstmForecast.Samples.Service.Models;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace LstmForecast.Samples.Service.Endpoints;

internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder routes, ServiceOptions options)
    {
        RouteGroupBuilder models = routes.MapGroup("/models").WithTags("Models");
        models.MapGet("", (ModelStore store) => store.All()).WithSummary("The models.");
        models.MapGet("{name}", (string name, ModelStore store) => ModelStore.Info(name, store[name]))
            .WithSummary("What there is to know of a model.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        models.MapPut("{name}", Put)
            .WithSummary("Uploads a model file, as TrainedForecaster.Save writes it; takes the place of one of this name.")
            .WithDescription("States keep the model that they were made of.")
            .Accepts<Stream>("application/octet-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .WithMetadata(new BodyLimit(options.MaximumModelBytes));
        models.MapDelete("{name}", (string name, ModelStore store) =>
        {
            store.Remove(name);
            return TypedResults.NoContent();
        })
            .WithSummary("Deletes a model; states that were made of it stay.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<ModelInfo>, Ok<ModelInfo>>> Put(
        string name, HttpRequest request, ModelStore store, WorkLimit limit, CancellationToken cancellationToken)
    {
        Name.Check(name);
        TrainedForecaster model = await limit.ReadModel(request.Body, cancellationToken);
        bool isNew = store.Put(name, model);
        ModelInfo info = ModelStore.Info(name, model);
        return isNew ? TypedResults.Created($"/models/{name}", info) : TypedResults.Ok(info);
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
