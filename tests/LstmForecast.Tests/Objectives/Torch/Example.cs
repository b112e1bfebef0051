using LstmForecast.Backend;
using LstmForecast.Network;
using LstmForecast.Numerics;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>Networks and inputs to compute with; arrays are <c>[series][time][channel]</c>.</summary>
internal static class Example
{
    /// <summary>Weights in which nothing is 0 or 1, so that nothing can be left out unseen.</summary>
    public static NetworkWeights Weights(NetworkShape shape, Precision precision = Precision.Float64, int seed = 1)
    {
        var random = new SeededRandom(seed);
        return new NetworkWeights(shape, shape.Weights().ToDictionary(weight => weight.Name, weight =>
        {
            (double from, double to) = weight.Name switch
            {
                string name when name.EndsWith("running_var", StringComparison.Ordinal) => (0.05, 0.5),
                string name when name.StartsWith("norms", StringComparison.Ordinal) => (0.3, 1.2),
                _ => (-0.7, 0.7),
            };
            var values = new double[weight.Shape.Aggregate((product, size) => product * size)];
            for (int i = 0; i < values.Length; i++)
            {
                double value = random.NextUniform(from, to);
                values[i] = precision == Precision.Float32 ? (float)value : value;
            }

            return values;
        }));
    }

    public static double[][][] Input(int series, int time, int channels)
    {
        var random = new SeededRandom(2);
        return [.. Enumerable.Range(0, series).Select(_ => Enumerable.Range(0, time).Select(_ =>
            Enumerable.Range(0, channels).Select(_ => (double)(float)random.NextUniform(-2, 2)).ToArray()).ToArray())];
    }

    /// <summary>A stack in evaluation mode.</summary>
    public static LstmStack Stack(
        NetworkWeights weights,
        ScalarType type = ScalarType.Float64,
        double dropout = 0,
        LayerRunner runner = LayerRunner.Cells,
        Device? device = null)
    {
        NativeBackend.EnsureLoaded();
        var stack = new LstmStack(weights.Shape, dropout, type, runner, device);
        StackWeights.Import(stack, weights);
        stack.eval();
        return stack;
    }

    /// <summary>Outputs <c>[series, time + future, channels]</c>, row after row.</summary>
    public static double[] Run(
        LstmStack stack, double[][][] input, int future = 0, ScalarType type = ScalarType.Float64)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Flat(stack.Forward(ToTensor(input, type), future));
    }

    public static Tensor ToTensor(double[][][] values, ScalarType type = ScalarType.Float64)
    {
        using Tensor exact = tensor(Flat(values), [values.Length, values[0].Length, values[0][0].Length]);
        return exact.to_type(type, copy: true);
    }

    public static double[] Flat(double[][][] values) => [.. values.SelectMany(one => one.SelectMany(step => step))];

    public static double[] Flat(Tensor values)
    {
        using Tensor exact = values.to_type(ScalarType.Float64, copy: true);
        return exact.data<double>().ToArray();
    }

    public static void ShouldAgree(double[] actual, double[] expected, double tolerance) =>
        actual.Should().Equal(expected, (a, b) => Math.Abs(a - b) <= tolerance);
}
