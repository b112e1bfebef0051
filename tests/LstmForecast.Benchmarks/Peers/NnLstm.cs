using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>The same network of TorchSharp's <c>nn.LSTM</c>, which runs whole sequences in native code.</summary>
internal sealed class NnLstm : IDisposable
{
    private readonly LSTM _lstm;
    private readonly Linear _head;
    private readonly NetworkShape _shape;

    /// <param name="weights">All hidden layers of the same width: <c>nn.LSTM</c> knows no other.</param>
    /// <param name="type">The type of data and weights.</param>
    public NnLstm(NetworkWeights weights, ScalarType type)
    {
        _shape = weights.Shape;
        int hidden = _shape.HiddenSizes[0];
        _lstm = nn.LSTM(_shape.InputSize, hidden, _shape.HiddenSizes.Length, batchFirst: true, dtype: type);
        _head = nn.Linear(hidden, _shape.OutputSize, dtype: type);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Dictionary<string, Tensor> lstm = _lstm.state_dict();
        Dictionary<string, Tensor> head = _head.state_dict();
        foreach ((string name, _) in _shape.Weights())
        {
            string[] parts = name.Split('.');
            Tensor to = parts[0] == "head" ? head[parts[2]] : lstm[$"{parts[2]}_l{parts[1]}"];
            to.copy_(tensor(weights[name], to.shape, ScalarType.Float64));
        }
    }

    public IEnumerable<Parameter> Weights => _lstm.parameters().Concat(_head.parameters());

    /// <summary>The mean squared error; its derivatives become the gradients of the weights.</summary>
    public double Backward(TrainingBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        TorchBatch tensors = TorchBatch.Of(batch, CPU);
        return Backward(tensors.Inputs, tensors.Targets);
    }

    /// <summary>The same over tensors.</summary>
    /// <param name="inputs"><c>[series, time, input]</c>.</param>
    /// <param name="targets"><c>[series, time, output]</c>.</param>
    public double Backward(Tensor inputs, Tensor targets)
    {
        using DisposeScope scope = NewDisposeScope();
        _lstm.zero_grad();
        _head.zero_grad();
        (Tensor y, _, _) = _lstm.forward(inputs); // [series, time, hidden]
        Tensor loss = nn.functional.mse_loss(_head.forward(y), targets);
        loss.backward();
        return loss.ToDouble();
    }

    /// <summary>Fed with observations, then with its own forecasts.</summary>
    /// <param name="observed"><c>[series, time, 1]</c>.</param>
    /// <param name="horizon">Steps ahead.</param>
    /// <returns><c>[series, horizon]</c>, row after row.</returns>
    public float[] Forecast(Tensor observed, int horizon)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        (Tensor y, Tensor h, Tensor c) = _lstm.forward(observed);
        Tensor next = _head.forward(y.narrow(1, y.shape[1] - 1, 1)); // [series, 1, 1]
        // The outputs of the warm-up are the largest thing there is; only the last one is needed.
        y.Dispose();
        var forecasts = new List<Tensor> { next };
        for (int step = 1; step < horizon; step++)
        {
            (y, h, c) = _lstm.forward(next, (h, c));
            forecasts.Add(next = _head.forward(y));
        }

        return cat(forecasts, 1).data<float>().ToArray();
    }

    public void Dispose()
    {
        _lstm.Dispose();
        _head.Dispose();
    }
}
