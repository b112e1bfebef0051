using System.Runtime.CompilerServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Samples.FeedForward;

/// <summary>The network and its training, in TorchSharp.</summary>
internal sealed class FeedForwardNetwork : IDisposable
{
    private readonly Linear _first;
    private readonly Linear _second;

    // LstmForecast makes TorchSharp loadable on older systems: it must be there before TorchSharp is first touched.
    static FeedForwardNetwork() => RuntimeHelpers.RunModuleConstructor(typeof(SequenceForecaster).Module.ModuleHandle);

    public FeedForwardNetwork(int hidden, int seed)
    {
        (_first, _second) = (nn.Linear(1, hidden), nn.Linear(hidden, 1));
        var random = new Random(seed);
        using var noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // PyTorch's initial values of a linear layer: uniform in ±1/√inputs, weights and biases alike.
        foreach ((Linear layer, double bound) in new[] { (_first, 1.0), (_second, 1 / Math.Sqrt(hidden)) })
        {
            foreach (Parameter parameter in layer.parameters())
            {
                float[] values = [.. Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(bound * (2 * random.NextDouble() - 1)))];
                parameter.copy_(tensor(values, parameter.shape));
            }
        }
    }

    public FeedForwardFit Train(
        TimeSeries series,
        int trainPoints,
        FeedForwardOptions options,
        IProgress<FeedForwardReport>? progress,
        CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor times = arange(series.Length, ScalarType.Float32).unsqueeze(1); // [time, 1]
        Tensor values = tensor(series.Values.ToArray(), [series.Length, 1], ScalarType.Float32);
        Tensor trainX = times[..trainPoints];
        Tensor trainY = values[..trainPoints];
        Tensor validX = times[trainPoints..];
        Tensor validY = values[trainPoints..];
        using var optimizer = optim.SGD([.. _first.parameters(), .. _second.parameters()], options.LearningRate);
        var reports = new List<FeedForwardReport>();
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope step = NewDisposeScope();
            Tensor loss = nn.functional.mse_loss(Forward(trainX), trainY);
            if (epoch == 1 || epoch % options.ReportEvery == 0 || epoch == options.Epochs)
            {
                double validation = nn.functional.mse_loss(Forward(validX), validY).ToDouble();
                var report = new FeedForwardReport(epoch, loss.ToDouble(), validation);
                reports.Add(report);
                progress?.Report(report);
            }

            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }

        return new FeedForwardFit(Export(), reports);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    /// <summary><c>[points, 1]</c> to <c>[points, 1]</c>.</summary>
    private Tensor Forward(Tensor x) => _second.forward(_first.forward(x).tanh());

    private FeedForwardWeights Export() =>
        new(Values(_first.weight!), Values(_first.bias!), Values(_second.weight!), Values(_second.bias!)[0]);

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
