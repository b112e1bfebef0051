using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>Libtorch's product of two square matrices, on all its threads.</summary>
internal sealed class SquareProduct(ScalarType type) : IDisposable
{
    private const int Size = 2048;

    private readonly Tensor _a = rand([Size, Size], type);
    private readonly Tensor _b = rand([Size, Size], type);

    /// <summary>Operations of one product.</summary>
    public static double Operations => 2.0 * Size * Size * Size;

    public void Multiply()
    {
        using Tensor product = _a.mm(_b);
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }
}
