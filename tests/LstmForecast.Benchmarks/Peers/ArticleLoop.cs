using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// The article's training: TorchSharp's own L-BFGS with learning rate 0.08 over <c>LSTMCell</c>, up to 20 evaluations a
/// step. The loss is returned without its graph, or TorchSharp's optimiser would keep gigabytes of it.
/// </summary>
internal sealed class ArticleLoop : IDisposable
{
    private readonly TrainedLoss _loss;
    private readonly TrainingBatch _batch;
    private readonly optim.Optimizer _optimizer;

    public ArticleLoop(TrainingSetup setup)
    {
        _loss = setup.LstmCell();
        _batch = setup.Batch;
        _optimizer = optim.LBFGS(_loss.Weights, lr: 0.08);
    }

    /// <summary>So far.</summary>
    public int Evaluations { get; private set; }

    public void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.step(() =>
        {
            Evaluations++;
            return tensor(_loss.Backward(_batch), ScalarType.Float32);
        });
    }

    public double Validate(TrainingBatch batch) => _loss.Evaluate(batch);

    public void Dispose()
    {
        _optimizer.Dispose();
        _loss.Dispose();
    }
}
