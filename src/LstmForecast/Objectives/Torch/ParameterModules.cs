using LstmForecast.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

// TorchSharp's own modules draw initial weights from the process-wide generator when they are made, and other threads draw from
// it too. These have the same weights under the same names, zero at first, and draw nothing.

/// <summary>The weights of an <c>LSTMCell</c>.</summary>
internal sealed class ParameterCell : nn.Module
{
    private readonly Parameter[] _weights;

    public ParameterCell(int input, int hidden, ScalarType type)
        : base(nameof(ParameterCell))
    {
        _weights = [Zeros(4 * hidden, input), Zeros(4 * hidden, hidden), Zeros(4 * hidden), Zeros(4 * hidden)];
        register_parameter("weight_ih", _weights[0]);
        register_parameter("weight_hh", _weights[1]);
        register_parameter("bias_ih", _weights[2]);
        register_parameter("bias_hh", _weights[3]);

        Parameter Zeros(params long[] shape) => new(zeros(shape, dtype: type));
    }

    /// <summary>Of the input, of the hidden state, and the biases of both.</summary>
    public Tensor[] Weights => _weights;

    /// <summary>One time step, by the formulas of https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html.</summary>
    public (Tensor H, Tensor C) Step(Tensor x, (Tensor H, Tensor C) state)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sums = nn.functional.linear(x, _weights[0], _weights[2]) + nn.functional.linear(state.H, _weights[1], _weights[3]);
        Tensor[] gates = sums.chunk(4, 1);
        Tensor c = gates[1].sigmoid() * state.C + gates[0].sigmoid() * gates[2].tanh();
        Tensor h = gates[3].sigmoid() * c.tanh();
        return (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
    }
}

/// <summary>An <c>nn.Linear</c>.</summary>
internal sealed class ParameterLinear : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public ParameterLinear(int from, int to, ScalarType type)
        : base(nameof(ParameterLinear))
    {
        _weight = new Parameter(zeros(to, from, dtype: type));
        _bias = new Parameter(zeros(to, dtype: type));
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    public override Tensor forward(Tensor input) => nn.functional.linear(input, _weight, _bias);
}

/// <summary>An <c>nn.Embedding</c>.</summary>
internal sealed class ParameterEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _weight;

    public ParameterEmbedding(int rows, int width, ScalarType type)
        : base(nameof(ParameterEmbedding))
    {
        _weight = new Parameter(zeros(rows, width, dtype: type));
        register_parameter("weight", _weight);
    }

    // Indexes in one dimension.
    public override Tensor forward(Tensor input) => _weight.index_select(0, input);
}

/// <summary>
/// An <c>nn.BatchNorm1d</c> with PyTorch's momentum. TorchSharp's counts batches with a scalar that the finalizer may free before
/// libtorch has read it, which fails now and then; nobody needs the count.
/// </summary>
internal sealed class ParameterBatchNorm : nn.Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;

    private readonly Parameter _weight;
    private readonly Parameter _bias;
    private readonly Tensor _mean;
    private readonly Tensor _variance;

    public ParameterBatchNorm(int width, ScalarType type, Device device)
        : base(nameof(ParameterBatchNorm))
    {
        _weight = new Parameter(ones(width, dtype: type, device: device));
        _bias = new Parameter(zeros(width, dtype: type, device: device));
        _mean = zeros(width, dtype: type, device: device);
        _variance = ones(width, dtype: type, device: device);
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
        register_buffer("running_mean", _mean);
        register_buffer("running_var", _variance);
    }

    public override Tensor forward(Tensor input) => nn.functional.batch_norm(
        input, _mean, _variance, _weight, _bias, training, Momentum, NetworkShape.NormalizationEpsilon);
}
