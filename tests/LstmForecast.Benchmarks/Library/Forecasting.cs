using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Transforms;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Models that nobody has trained, to forecast with. Beside <see cref="TrainingSetup"/> the one place that knows how
/// the library is made inside.
/// </summary>
internal static class Forecasting
{
    /// <summary>Initial weights of a network with one channel.</summary>
    public static NetworkWeights Weights(params int[] hidden) => WeightInitializer.Initialize(
        new NetworkShape(1, hidden, [], 1, Normalization.None), seed: 0, Precision.Float32);

    public static TrainedForecaster Model(NetworkWeights weights) => new(Definition(weights, Precision.Float32));

    /// <summary>A model that forecasts its one channel one step ahead from itself, without transforms.</summary>
    public static ModelDefinition Definition(NetworkWeights weights, Precision precision) => ModelDefinition.OneStep(
        ["value"],
        precision,
        new TransformPipeline([]),
        weights);

    /// <summary>A stream of one series, as an application would have it.</summary>
    public sealed class Stepper : IStepper
    {
        private readonly ForecastStream _state;
        private readonly double[] _forecast = new double[1];

        /// <param name="weights">The network.</param>
        /// <param name="options">What the state keeps an eye on.</param>
        public Stepper(NetworkWeights weights, StreamingOptions options)
        {
            TrainedForecaster model = Model(weights);
            _state = model.StartStream(new TimeSeries("stream", [], model.Channels), options);
        }

        public float Step(float input)
        {
            _state.Update(input);
            _state.Forecast(_forecast);
            return (float)_forecast[0];
        }

        public void Dispose()
        {
        }
    }
}
