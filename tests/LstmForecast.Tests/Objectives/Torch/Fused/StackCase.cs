using CsCheck;
using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>A network and a batch: what all runners compute in the same way.</summary>
internal sealed record StackCase(NetworkShape Shape, int Rows, int Steps, double Dropout, int Seed)
{
    /// <summary>Batch normalisation needs two rows; with few it divides by next to nothing.</summary>
    private const int BatchRows = 8;

    public static readonly Gen<StackCase> Any =
        from input in Gen.Int[1, 9]
        from hidden in Gen.Int[1, 70].Array[1, 3]
        from head in Gen.Int[1, 8].Array[0, 2]
        from output in Gen.Int[1, 3]
        from normalization in Gen.Enum<Normalization>()
        from rows in Gen.Int[normalization == Normalization.Batch ? BatchRows : 1, 40]
        from steps in Gen.Int[1, 60]
        from withDropout in Gen.Bool
        from seed in Gen.Int[0, 1000]
        select new StackCase(new NetworkShape(input, hidden, head, output, normalization), rows, steps, withDropout ? 0.3 : 0, seed);

    /// <summary>Record equality would print arrays by their type.</summary>
    public override string ToString() =>
        $"{Shape.InputSize} [{string.Join(' ', Shape.HiddenSizes)}] [{string.Join(' ', Shape.HeadSizes)}] "
        + $"{Shape.OutputSize} {Shape.Normalization}, {Rows} rows, {Steps} steps, dropout {Dropout}, seed {Seed}";

    public NetworkWeights Weights => WeightInitializer.Initialize(Shape, Seed, Precision.Float32);

    public LstmStack Stack(LayerRunner runner, ScalarType type)
    {
        // Torch's modules draw initial weights when they are made, though these are overwritten.
        LstmStack stack = GlobalRandomState.Preserve(
            () => new LstmStack(Shape, Dropout, type, runner) { DropoutSeed = Seed });
        StackWeights.Import(stack, Weights);
        return stack;
    }

    /// <summary>Made in float, so that both types start from the same numbers; <c>[rows, steps, input]</c>.</summary>
    public Tensor Input(ScalarType type) => Uniform([Rows, Steps, Shape.InputSize], stream: 1).to_type(type);

    /// <summary>The loss is a weighted sum of the outputs: each counts, and differently.</summary>
    public Tensor Loss(Tensor output) =>
        (output * Uniform([Rows, Steps, Shape.OutputSize], stream: 2).to_type(output.dtype)).sum();

    /// <summary>The output, all gradients, and the statistics of batch normalisation, by name.</summary>
    public Dictionary<string, double[]> Run(LayerRunner runner, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using LstmStack stack = Stack(runner, type);
        stack.train();
        Tensor input = Input(type).requires_grad_();
        Tensor output = stack.Forward(input, future: 0);
        Loss(output).backward();
        FusedLstmFunction.ThrowIfBackwardFailed();
        var results = new Dictionary<string, double[]>
        {
            ["output"] = Numbers(output.detach()),
            ["input's gradient"] = Numbers(input.grad!),
        };
        foreach ((string name, Parameter parameter) in stack.named_parameters())
            results[$"{name}'s gradient"] = Numbers(parameter.grad!);
        foreach ((string name, Tensor buffer) in stack.named_buffers()) results[name] = Numbers(buffer);
        return results;
    }

    public static double[] Numbers(Tensor tensor) =>
        [.. tensor.detach().to_type(ScalarType.Float64).contiguous().data<double>()];

    /// <summary>
    /// The largest difference as a part of the largest number. What is next to nothing, as the derivatives by weights
    /// below a normalisation may be, is held against 0.01: those of the loss by the outputs are about 1.
    /// </summary>
    public static double Error(double[] actual, double[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Aggregate(0.0, Math.Max)
        / Math.Max(expected.Max(Math.Abs), 0.01);

    /// <summary>
    /// Whether 32 bits say anything: the deviation of one, two or three units may be next to nothing, and a normalisation
    /// that divides by it makes noise of their rounding, in any engine.
    /// </summary>
    public bool IsTellingInFloat32 =>
        Shape.Normalization != Normalization.Layer || Shape.HiddenSizes.All(hidden => hidden >= 4);

    private Tensor Uniform(long[] shape, int stream)
    {
        var random = new Random(Seed * 10 + stream);
        return tensor(
            [.. Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => 2 * random.NextSingle() - 1)],
            shape);
    }
}
