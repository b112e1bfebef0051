using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// The article's training: TorchSharp's own L-BFGS with learning rate 0.08 over <c>LSTMCell</c>, up to 20 evaluations a
/// step. The loss is returned without its graph, or TorchSharp's optimiser would keep gigabytes of it.
/// </summary>
internal sealed class ArticleLoop : IDisposable
{
    private readonly LstmStack _stack;
    private readonly TrainingBatch _batch;
    private readonly optim.Optimizer _optimizer;

    public ArticleLoop(TrainingSetup setup)
    {
        _stack = setup.CellStack();
        _batch = setup.Batch;
        _optimizer = optim.LBFGS(_stack.parameters(), lr: 0.08);
    }

    /// <summary>So far.</summary>
    public int Evaluations { get; private set; }

    public void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        _optimizer.step(() =>
        {
            Evaluations++;
            using DisposeScope evaluation = NewDisposeScope();
            _stack.zero_grad();
            Tensor loss = Loss(_batch);
            loss.backward();
            return loss.detach().MoveToOuterDisposeScope();
        });
    }

    public double Validate(TrainingBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return Loss(batch).ToDouble();
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _stack.Dispose();
    }

    private Tensor Loss(TrainingBatch batch)
    {
        TorchBatch tensors = TorchBatch.Of(batch, CPU);
        return nn.functional.mse_loss(_stack.forward(tensors.Inputs), tensors.Targets);
    }
}
