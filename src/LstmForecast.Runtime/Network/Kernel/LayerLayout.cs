using System.Numerics;

namespace LstmForecast.Network;

/// <summary>Between PyTorch's four tensors of an LSTM layer and the kernel's layout of them.</summary>
internal static class LayerLayout
{
    private const int BiasOnStack = 1024;

    /// <summary>Weights into the kernel's layout.</summary>
    /// <param name="to">Its weights are replaced.</param>
    /// <param name="weightIh"><c>[4 hidden, input]</c>.</param>
    /// <param name="weightHh"><c>[4 hidden, hidden]</c>.</param>
    /// <param name="biasIh"><c>[4 hidden]</c>; the kernel knows the sum of both biases alone.</param>
    /// <param name="biasHh"><c>[4 hidden]</c>.</param>
    public static void Pack<T>(
        LayerWeights<T> to, ReadOnlySpan<T> weightIh, ReadOnlySpan<T> weightHh, ReadOnlySpan<T> biasIh, ReadOnlySpan<T> biasHh)
        where T : unmanaged, INumberBase<T>
    {
        Span<T> bias = biasIh.Length <= BiasOnStack ? stackalloc T[biasIh.Length] : new T[biasIh.Length];
        for (int i = 0; i < bias.Length; i++) bias[i] = biasIh[i] + biasHh[i];
        to.Fill(weightIh, weightHh, bias);
    }

    /// <summary>Gradients out of it: the inverse, where both biases have the derivatives of their sum.</summary>
    /// <param name="size">The layer's widths.</param>
    /// <param name="from">As <see cref="LayerWeights{T}.Panels"/>.</param>
    /// <param name="weightIh"><c>[4 hidden, input]</c>.</param>
    /// <param name="weightHh"><c>[4 hidden, hidden]</c>.</param>
    /// <param name="biasIh"><c>[4 hidden]</c>.</param>
    /// <param name="biasHh"><c>[4 hidden]</c>.</param>
    public static void Unpack<T, TTo>(
        LayerSize size, ReadOnlySpan<T> from, Span<TTo> weightIh, Span<TTo> weightHh, Span<TTo> biasIh, Span<TTo> biasHh)
        where T : unmanaged, INumberBase<T>
        where TTo : unmanaged, INumberBase<TTo>
    {
        for (int row = 0; row < 4 * size.Hidden; row++)
        {
            (int gate, int unit) = Math.DivRem(row, size.Hidden);
            int at = size.PanelIndex(size.GateIndex(gate, unit));
            biasHh[row] = biasIh[row] = TTo.CreateTruncating(from[at]);
            for (int k = 0; k < size.Hidden; k++) weightHh[row * size.Hidden + k] = Of(from, at, k);
            for (int k = 0; k < size.Input; k++) weightIh[row * size.Input + k] = Of(from, at, size.InputOffset + k);
        }

        TTo Of(ReadOnlySpan<T> all, int at, int k) => TTo.CreateTruncating(all[at + (1 + k) * size.BlockGates]);
    }
}
