using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>
/// The one matrix product behind forward, backward and weight gradient, <c>C = Start + A B</c>, in tiles whose sums stay
/// in registers while both factors stream by.
/// </summary>
internal static unsafe partial class MatrixProduct<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <summary>Where the factors and the product lie. Strides count numbers, not bytes.</summary>
    internal readonly struct Operands
    {
        /// <summary>Left factor: element (row, k) is at <c>A[row ARow + k AStep]</c>.</summary>
        public required T* A { get; init; }

        public required nint ARow { get; init; }

        /// <summary>1, or the length of a row where A is used transposed.</summary>
        public required nint AStep { get; init; }

        /// <summary>Right factor: element (k, column) is at <c>B[k BRow + column]</c>.</summary>
        public required T* B { get; init; }

        public required nint BRow { get; init; }

        /// <summary>How many k there are.</summary>
        public required int Depth { get; init; }

        /// <summary>The product: element (row, column) is at <c>C[row CRow + column]</c>.</summary>
        public required T* C { get; init; }

        public required nint CRow { get; init; }

        /// <summary>
        /// What the product is added to: element (row, column) is at <c>Start[row StartRow + column]</c>. C itself, to
        /// accumulate; a bias for all rows, with a StartRow of 0; or null.
        /// </summary>
        public T* Start { get; init; }

        public nint StartRow { get; init; }
    }

    /// <summary>Computes so many rows of the product, and so many vectors of each.</summary>
    public static void Compute(in Operands m, int rows, int vectors)
    {
        // Columns outside: a panel of B stays in the first-level cache for all rows.
        int vector = 0;
        for (; vectors - vector >= 4; vector += 4) FourVectors(m, rows, vector * TSimd.Width);
        for (; vectors - vector >= 2; vector += 2) TwoVectors(m, rows, vector * TSimd.Width);
        for (; vector < vectors; vector++) OneVector(m, rows, vector * TSimd.Width);
    }

    private static void FourVectors(in Operands m, int rows, int column)
    {
        int row = 0;
        if (TSimd.HasManyRegisters)
        {
            for (; rows - row >= 6; row += 6) Tile6x4(m, row, column);
            // Five are three and two, four are two and two.
            if (rows - row is 3 or 5)
            {
                Tile3x4(m, row, column);
                row += 3;
            }
        }
        else
        {
            // 12 sums, 2 vectors of B and a number of A: one more would be kept in memory, in the chain of every sum.
            for (; rows - row >= 6; row += 6)
            {
                Tile6x2(m, row, column);
                Tile6x2(m, row, column + 2 * TSimd.Width);
            }
        }

        for (; rows - row >= 2; row += 2) Tile2x4(m, row, column);
        for (; row < rows; row++) Tile1x4(m, row, column);
    }

    private static void TwoVectors(in Operands m, int rows, int column)
    {
        int row = 0;
        for (; rows - row >= 6; row += 6) Tile6x2(m, row, column);
        for (; row < rows; row++) Tile1x2(m, row, column);
    }

    private static void OneVector(in Operands m, int rows, int column)
    {
        int row = 0;
        for (; rows - row >= 6; row += 6) Tile6x1(m, row, column);
        for (; row < rows; row++) Tile1x1(m, row, column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector First(in Operands m, T* start) => m.Start == null ? TSimd.Zero : TSimd.Load(start);
}
