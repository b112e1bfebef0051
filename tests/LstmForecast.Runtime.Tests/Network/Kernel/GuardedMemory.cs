using System.Runtime.InteropServices;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>
/// Numbers for the kernel at an address that stays, with guards before, between and behind them: NaN, which spoils
/// every result that it gets into and shows where something was written over it.
/// </summary>
internal sealed class GuardedMemory
{
    private const int Margin = 70;

    private readonly double[] _doubles;
    private readonly float[] _floats;
    private readonly (int Blocks, int Steps, int Width) _shape;
    private readonly (int Row, int Step) _stride;

    /// <param name="rows">Rows.</param>
    /// <param name="steps">Time steps.</param>
    /// <param name="width">Numbers at each row and step.</param>
    /// <param name="layout">Decides on gaps, and on whether rows or steps follow each other.</param>
    public GuardedMemory(int rows, int steps, int width, int layout)
    {
        (int gap, bool stepsOutside) = (layout / 2 % 3, layout % 2 == 1);
        _shape = (rows, steps, width);
        _stride = stepsOutside
            ? (width + gap, rows * (width + gap) + gap)
            : (steps * (width + gap) + gap, width + gap);
        int length = 2 * Margin + (rows - 1) * _stride.Row + (steps - 1) * _stride.Step + width;
        _doubles = GC.AllocateArray<double>(length, pinned: true);
        _floats = GC.AllocateArray<float>(length, pinned: true);
        _doubles.AsSpan().Fill(double.NaN);
        _floats.AsSpan().Fill(float.NaN);
    }

    public int RowStride => _stride.Row;

    public int StepStride => _stride.Step;

    /// <summary>Takes numbers as <c>[rows, steps, width]</c>.</summary>
    public GuardedMemory With(double[] values)
    {
        foreach ((int from, int to) in Places()) (_doubles[to], _floats[to]) = (values[from], (float)values[from]);
        return this;
    }

    /// <summary>The numbers of a type as <c>[rows, steps, width]</c>.</summary>
    public double[] Numbers<T>()
    {
        var values = new double[_shape.Blocks * _shape.Steps * _shape.Width];
        foreach ((int to, int from) in Places()) values[to] = typeof(T) == typeof(float) ? _floats[from] : _doubles[from];
        return values;
    }

    /// <summary>Whether nothing was written where no number belongs.</summary>
    public bool GuardsAreIntact()
    {
        HashSet<int> inside = [.. Places().Select(place => place.Memory)];
        return Enumerable.Range(0, _doubles.Length)
            .All(i => inside.Contains(i) || (double.IsNaN(_doubles[i]) && float.IsNaN(_floats[i])));
    }

    /// <summary>Where the numbers of a type begin.</summary>
    public nint Address<T>(int step = 0)
    {
        int at = Margin + step * _stride.Step;
        return typeof(T) == typeof(float)
            ? Marshal.UnsafeAddrOfPinnedArrayElement(_floats, at)
            : Marshal.UnsafeAddrOfPinnedArrayElement(_doubles, at);
    }

    /// <summary>What the kernel takes; by reflection, since this project has no pointers of its own.</summary>
    public Sequence<T> Sequence<T>(int step = 0)
        where T : unmanaged =>
        (Sequence<T>)typeof(Sequence<T>).GetConstructors().Single()
            .Invoke([Address<T>(step), (nint)_stride.Row, (nint)_stride.Step]);

    private IEnumerable<(int Value, int Memory)> Places()
    {
        int value = 0;
        for (int row = 0; row < _shape.Blocks; row++)
        {
            for (int step = 0; step < _shape.Steps; step++)
            {
                for (int i = 0; i < _shape.Width; i++)
                    yield return (value++, Margin + row * _stride.Row + step * _stride.Step + i);
            }
        }
    }
}
