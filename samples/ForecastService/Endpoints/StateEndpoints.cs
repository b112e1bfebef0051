using LstmForecast.Samples.Service.Models;
using LstmForecast.Samples.Service.States;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LstmForecast.Samples.Service.Endpoints;

internal static class StateEndpoints
{
    private const int LongestSeriesName = 1000;

    public static void MapStates(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder states = routes.MapGroup("/states").WithTags("States");
        states.MapGet("{name}", (string name, StateStore store) => store[name].Info())
            .WithSummary("Where a state stands.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        states.MapPut("{name}", StartStream)
            .WithSummary("Makes a state of a model and a history; takes the place of one of this name.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        states.MapPost("{name}/updates", (string name, UpdateRequest update, StateStore store, WorkLimit limit) =>
        {
            StateEntry state = store[name];
            limit.CheckRows(state.Model, update.Values.Length);
            return state.Update(update.Values, update.Known);
        })
            .WithSummary("Takes in one or more rows of observations: all of them, or none if one is refused.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        states.MapGet("{name}/forecast", GetForecast)
            .WithSummary("Forecasts from the last row; the state stays as it is.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        states.MapDelete("{name}", (string name, StateStore store) =>
        {
            store.Remove(name);
            return TypedResults.NoContent();
        })
            .WithSummary("Deletes a state.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Results<Created<StateInfo>, Ok<StateInfo>> StartStream(
        string name, WarmRequest request, ModelStore models, StateStore store, WorkLimit limit, CancellationToken cancellationToken)
    {
        Name.Check(name);
        TrainedForecaster model = models[request.Model];
        store.CheckRoom(name);
        limit.CheckRows(model, request.Values.Length);
        if (request.Series?.Length > LongestSeriesName)
        {
            throw new RequestProblem(
                StatusCodes.Status400BadRequest, "Name not allowed", $"The name of a series has at most {LongestSeriesName} characters.");
        }

        ForecastStream state =
            RequestProblem.Checked(() => Warmed(model, request, request.Series ?? name, cancellationToken));
        (StateEntry entry, bool isNew) = store.Put(name, request.Model, state);
        return isNew ? TypedResults.Created($"/states/{name}", entry.Info()) : TypedResults.Ok(entry.Info());
    }

    private static ForecastStream Warmed(
        TrainedForecaster model, WarmRequest request, string series, CancellationToken cancellationToken)
    {
        double[] values = [.. request.Values.Select(value => value ?? double.NaN)];
        var history = new TimeSeries(series, values, model.Channels);
        if (request.Start is null != request.Step is null)
            throw new ArgumentException("Give start and step together, or neither.");
        if (request.Start is DateTime start)
        {
            if (!TimeStep.TryParse(request.Step, out TimeStep? step))
                throw new ArgumentException($"'{request.Step}' is no time step; it must be like PT30M, PT1H, P1D, P1M or business-day.");
            history = history.WithTimes(start.Kind == DateTimeKind.Local ? start.ToUniversalTime() : start, step);
        }

        TimeSeries? known = request.Known is null ? null : new TimeSeries(series, request.Known, model.KnownCovariates);
        return model.StartStream(history, options: null, known, cancellationToken);
    }

    /// <param name="name">The state.</param>
    /// <param name="horizon">How many steps ahead.</param>
    /// <param name="level">The levels of the intervals asked for, each between 0 and 1.</param>
    /// <param name="store">The states.</param>
    /// <param name="limit">What is allowed.</param>
    private static ForecastReply GetForecast(
        string name, int horizon, double[]? level, StateStore store, WorkLimit limit)
    {
        StateEntry state = store[name];
        limit.CheckHorizon(state.Model, horizon);
        Forecast forecast = state.Forecast(horizon);
        return RequestProblem.Checked(() => Reply(forecast, level ?? []));
    }

    private static ForecastReply Reply(Forecast forecast, double[] levels) => new(
        forecast.SeriesName,
        forecast.Cutoff + 1,
        forecast.Times is TimeAxis times ? [.. Enumerable.Range(0, forecast.Horizon).Select(times.At)] : null,
        [
            .. forecast.Channels.Select((channel, i) => new TargetForecast(
                channel,
                Numbers(forecast.Channel(i)),
                [
                    .. levels.Select(level =>
                    {
                        PredictionInterval[] intervals = forecast.Interval(level, i);
                        return new IntervalReply(
                            level, Numbers(intervals.Select(one => one.Lower)), Numbers(intervals.Select(one => one.Upper)));
                    }),
                ])),
        ],
        forecast.Warnings);

    /// <summary>JSON has no infinity.</summary>
    private static double?[] Numbers(IEnumerable<double> values) =>
        [.. values.Select(value => double.IsFinite(value) ? value : (double?)null)];
}
