using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

internal static class NumbersShould
{
    /// <summary>
    /// The largest difference, as a part of the largest number expected, is below <paramref name="relative"/>.
    /// </summary>
    public static void BeClose(double[] actual, double[] expected, double relative, string because)
    {
        actual.Should().HaveSameCount(expected);
        double scale = expected.Max(Math.Abs);
        double difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
        (difference / scale).Should().BeLessThan(relative, because);
    }
}

/// <summary>Frees a test's tensors on the thread that made them.</summary>
internal sealed class DisposeScopeOfTest : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();
}
