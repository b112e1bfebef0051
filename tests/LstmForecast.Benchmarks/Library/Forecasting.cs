using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Network;
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
        weights,
        new TrainingHistory { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 });

    /// <summary>What <see cref="TrainedForecaster.Forecast(TimeSeries, int)"/> does, one step at a time.</summary>
    public sealed class Stepper : IStepper
    {
        private readonly LstmNetwork _network;
        private readonly NetworkState _state;
        private readonly double[] _input = new double[1];
        private readonly double[] _output = new double[1];

        public Stepper(NetworkWeights weights)
        {
            _network = LstmNetwork.Create(weights, Precision.Float32);
            _state = _network.NewState();
        }

        public float Step(float input)
        {
            _input[0] = input;
            _network.Step(_input, _state, _output);
            return (float)_output[0];
        }

        public void Dispose()
        {
        }
    }
}
