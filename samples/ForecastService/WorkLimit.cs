namespace LstmForecast.Samples.Service;

/// <summary>How much one request may ask for, and how many models are read at once.</summary>
internal sealed class WorkLimit(ServiceOptions options) : IDisposable
{
    /// <summary>Names of channels are sent with every description of a model.</summary>
    private const int MostCharactersOfChannels = 10_000;

    private readonly SemaphoreSlim _uploads = new(options.MaximumUploads);

    /// <summary>Reads a model file once it is its turn.</summary>
    public async Task<TrainedForecaster> ReadModel(Stream body, CancellationToken cancellationToken)
    {
        await _uploads.WaitAsync(cancellationToken);
        try
        {
            using var file = new MemoryStream();
            await body.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            TrainedForecaster model = RequestProblem.Checked(() => TrainedForecaster.Load(file));
            if (model.Channels.Sum(channel => (long)channel.Length) > MostCharactersOfChannels)
                throw TooMuch($"The names of the model's channels have more than {MostCharactersOfChannels} characters.");
            return model;
        }
        finally
        {
            _uploads.Release();
        }
    }

    /// <summary>Rejects rows that are too many, or too much for the model.</summary>
    public void CheckRows(TrainedForecaster model, int values)
    {
        long rows = values / model.Channels.Count;
        if (rows > options.MaximumRows)
            throw TooMuch($"There are {rows} rows; a request has at most {options.MaximumRows}. Send the later ones as updates.");
        CheckWork(model, rows, "rows");
    }

    /// <summary>Rejects a horizon that is too long, or too much for the model.</summary>
    public void CheckHorizon(TrainedForecaster model, int horizon)
    {
        if (horizon > options.MaximumHorizon)
        {
            throw new RequestProblem(
                StatusCodes.Status400BadRequest,
                "Horizon too large",
                $"The horizon is {horizon}; the service forecasts at most {options.MaximumHorizon} steps.");
        }

        CheckWork(model, horizon, "steps");
    }

    public void Dispose() => _uploads.Dispose();

    private void CheckWork(TrainedForecaster model, long count, string of)
    {
        long weights = model.Weights.Sum(weight => (long)weight.Values.Length);
        if (weights * count <= options.MaximumWork) return;
        throw TooMuch(
            $"A model of {weights} weights and {count} {of} are more than the service computes for one request; send at most "
            + $"{options.MaximumWork / weights}.");
    }

    private static RequestProblem TooMuch(string detail) => new(StatusCodes.Status400BadRequest, "Too much at once", detail);
}
