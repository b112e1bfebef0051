using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class KernelLayoutTests
{
    [Fact]
    public void AlignedBuffer_AnyLength_IsZeroAndBeginsOnACacheLine() => Gen.Int[0, 3000].Sample(length =>
    {
        var floats = new AlignedBuffer<float>(length);
        var doubles = new AlignedBuffer<double>(length);

        return IsAligned(floats.Span) && IsAligned(doubles.Span)
            && floats.Length == length && floats.Span.Length == length && !floats.Span.ContainsAnyExcept(0f)
            && doubles.Length == length && doubles.Span.Length == length && !doubles.Span.ContainsAnyExcept(0d);
    });

    [Fact]
    public void AlignedBuffer_AfterACollection_HasNotMoved()
    {
        var buffer = new AlignedBuffer<float>(5);
        nint before = Address(buffer.Span);

        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);

        Address(buffer.Span).Should().Be(before);
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 2, 1)]
    [InlineData(2, 5, 4, 8, 12, 8)]
    [InlineData(1, 17, 8, 24, 32, 8)]
    [InlineData(1, 16, 16, 16, 32, 16)]
    [InlineData(15, 51, 16, 64, 80, 16)]
    [InlineData(1, 64, 1, 64, 65, 16)]
    public void LayerSize_Widths_AreFilledUpToWholeVectors(
        int input, int hidden, int vector, int units, int operandRow, int blockUnits)
    {
        var size = new LayerSize(input, hidden, vector);

        (size.Units, size.OperandRow).Should().Be((units, operandRow));
        (size.BlockUnits, size.BlockGates, size.Blocks).Should().Be((blockUnits, 4 * blockUnits, units / blockUnits));
        (size.InputOffset, size.Depth, size.Gates).Should().Be((units, units + input, 4 * units));
        size.PanelSize.Should().Be((1 + units + input) * 4 * units);
    }

    [Fact]
    public void LayerSize_PlaceOfAGate_IsByBlockGateAndUnit()
    {
        var size = new LayerSize(Input: 3, Hidden: 20, VectorWidth: 8);

        // Unit 9 is the second of the second block.
        size.GateIndex(gate: 2, unit: 9).Should().Be((1 * 4 + 2) * 8 + 1);
        size.PanelIndex(size.GateIndex(gate: 2, unit: 9)).Should().Be(1 * (1 + 24 + 3) * 32 + 2 * 8 + 1);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 4, 2)]
    [InlineData(2, 8, 4)]
    [InlineData(3, 16, 8)]
    public void Create_Width_HasItsNumberOfPlaces(int width, int floats, int doubles)
    {
        LayerKernel<float>.Create((SimdWidth)width).VectorWidth.Should().Be(floats);
        LayerKernel<double>.Create((SimdWidth)width).VectorWidth.Should().Be(doubles);
    }

    private static bool IsAligned<T>(Span<T> numbers)
        where T : unmanaged => Address(numbers) % 64 == 0;

    private static nint Address<T>(Span<T> numbers)
        where T : unmanaged =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(numbers));
}
