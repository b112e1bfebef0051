using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

/// <summary>Small things to minimise, each a parameter vector [n] and a loss.</summary>
internal static class TestProblems
{
    public static readonly double[] RosenbrockStart = [-1.2, 1];
    public static readonly double[] BealeStart = [1, 1];
    public static readonly double[] QuadraticStart = [.. Enumerable.Range(1, 100).Select(i => i / 100.0)];

    public static Parameter Vector(double[] values, ScalarType type = ScalarType.Float64)
        => new(tensor(values, type));

    public static Tensor Rosenbrock(Tensor x) => (100 * (x[1] - x[0].pow(2)).pow(2)) + (1 - x[0]).pow(2);

    public static Tensor Beale(Tensor x)
        => (1.5 - x[0] + (x[0] * x[1])).pow(2)
            + (2.25 - x[0] + (x[0] * x[1].pow(2))).pow(2)
            + (2.625 - x[0] + (x[0] * x[1].pow(3))).pow(2);

    /// <summary>Half the sum of λx², λ from 1 to 1e6 in equal ratios.</summary>
    public static Tensor Quadratic(Tensor x)
    {
        double[] scales = [.. Enumerable.Range(0, 100).Select(i => Math.Pow(10, 6 * i / 99.0))];
        return 0.5 * (tensor(scales) * x * x).sum();
    }

    /// <summary>x − log x summed: lowest, at 1, where x = 1; not a number where x is negative.</summary>
    public static Tensor Barrier(Tensor x) => (x - x.log()).sum();

    /// <summary>The usual closure, which counts its calls.</summary>
    public static Func<Tensor> Closure(optim.Optimizer optimizer, Func<Tensor> loss, Action? count = null)
        => () =>
        {
            count?.Invoke();
            optimizer.zero_grad();
            Tensor value = loss();
            value.backward();
            return value;
        };

    public static double[] Values(IEnumerable<Parameter> parameters)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. parameters.SelectMany(p => p.detach().to(ScalarType.Float64).reshape(-1).data<double>().ToArray())];
    }

    public static long[] Bits(IEnumerable<Parameter> parameters)
        => [.. Values(parameters).Select(BitConverter.DoubleToInt64Bits)];
}
