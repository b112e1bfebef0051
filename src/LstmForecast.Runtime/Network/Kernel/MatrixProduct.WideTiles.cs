using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <content>
/// Tiles of four vectors, rows by vectors. Written out, because only locals with names of their own become registers; all of one
/// pattern: load the sums, for each k load a row of the right factor and multiply it with one number after the other of the
/// left, store. Rows are reached from two pointers, so that each address is a pointer and a multiple of one register.
/// </content>
internal static unsafe partial class MatrixProduct<TSimd, TVector, T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x4(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow, r = m.ARow, r2 = 2 * r;
        T* a = m.A + row * r, a3 = a + 3 * r;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w), c02 = First(m, start + 2 * w), c03 = First(m, start + 3 * w);
        TVector c10 = First(m, start + m.StartRow), c11 = First(m, start + m.StartRow + w), c12 = First(m, start + m.StartRow + 2 * w), c13 = First(m, start + m.StartRow + 3 * w);
        TVector c20 = First(m, start + 2 * m.StartRow), c21 = First(m, start + 2 * m.StartRow + w), c22 = First(m, start + 2 * m.StartRow + 2 * w), c23 = First(m, start + 2 * m.StartRow + 3 * w);
        TVector c30 = First(m, start + 3 * m.StartRow), c31 = First(m, start + 3 * m.StartRow + w), c32 = First(m, start + 3 * m.StartRow + 2 * w), c33 = First(m, start + 3 * m.StartRow + 3 * w);
        TVector c40 = First(m, start + 4 * m.StartRow), c41 = First(m, start + 4 * m.StartRow + w), c42 = First(m, start + 4 * m.StartRow + 2 * w), c43 = First(m, start + 4 * m.StartRow + 3 * w);
        TVector c50 = First(m, start + 5 * m.StartRow), c51 = First(m, start + 5 * m.StartRow + w), c52 = First(m, start + 5 * m.StartRow + 2 * w), c53 = First(m, start + 5 * m.StartRow + 3 * w);
        for (int k = m.Depth; k > 0; k--, a += step, a3 += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w), b2 = TSimd.Load(b + 2 * w), b3 = TSimd.Load(b + 3 * w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
            c02 = TSimd.MultiplyAdd(b2, x, c02);
            c03 = TSimd.MultiplyAdd(b3, x, c03);
            x = TSimd.Broadcast(a[r]);
            c10 = TSimd.MultiplyAdd(b0, x, c10);
            c11 = TSimd.MultiplyAdd(b1, x, c11);
            c12 = TSimd.MultiplyAdd(b2, x, c12);
            c13 = TSimd.MultiplyAdd(b3, x, c13);
            x = TSimd.Broadcast(a[r2]);
            c20 = TSimd.MultiplyAdd(b0, x, c20);
            c21 = TSimd.MultiplyAdd(b1, x, c21);
            c22 = TSimd.MultiplyAdd(b2, x, c22);
            c23 = TSimd.MultiplyAdd(b3, x, c23);
            x = TSimd.Broadcast(*a3);
            c30 = TSimd.MultiplyAdd(b0, x, c30);
            c31 = TSimd.MultiplyAdd(b1, x, c31);
            c32 = TSimd.MultiplyAdd(b2, x, c32);
            c33 = TSimd.MultiplyAdd(b3, x, c33);
            x = TSimd.Broadcast(a3[r]);
            c40 = TSimd.MultiplyAdd(b0, x, c40);
            c41 = TSimd.MultiplyAdd(b1, x, c41);
            c42 = TSimd.MultiplyAdd(b2, x, c42);
            c43 = TSimd.MultiplyAdd(b3, x, c43);
            x = TSimd.Broadcast(a3[r2]);
            c50 = TSimd.MultiplyAdd(b0, x, c50);
            c51 = TSimd.MultiplyAdd(b1, x, c51);
            c52 = TSimd.MultiplyAdd(b2, x, c52);
            c53 = TSimd.MultiplyAdd(b3, x, c53);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
        TSimd.Store(c02, c + 2 * w);
        TSimd.Store(c03, c + 3 * w);
        TSimd.Store(c10, c + m.CRow);
        TSimd.Store(c11, c + m.CRow + w);
        TSimd.Store(c12, c + m.CRow + 2 * w);
        TSimd.Store(c13, c + m.CRow + 3 * w);
        TSimd.Store(c20, c + 2 * m.CRow);
        TSimd.Store(c21, c + 2 * m.CRow + w);
        TSimd.Store(c22, c + 2 * m.CRow + 2 * w);
        TSimd.Store(c23, c + 2 * m.CRow + 3 * w);
        TSimd.Store(c30, c + 3 * m.CRow);
        TSimd.Store(c31, c + 3 * m.CRow + w);
        TSimd.Store(c32, c + 3 * m.CRow + 2 * w);
        TSimd.Store(c33, c + 3 * m.CRow + 3 * w);
        TSimd.Store(c40, c + 4 * m.CRow);
        TSimd.Store(c41, c + 4 * m.CRow + w);
        TSimd.Store(c42, c + 4 * m.CRow + 2 * w);
        TSimd.Store(c43, c + 4 * m.CRow + 3 * w);
        TSimd.Store(c50, c + 5 * m.CRow);
        TSimd.Store(c51, c + 5 * m.CRow + w);
        TSimd.Store(c52, c + 5 * m.CRow + 2 * w);
        TSimd.Store(c53, c + 5 * m.CRow + 3 * w);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile3x4(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow, r = m.ARow, r2 = 2 * r;
        T* a = m.A + row * r;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w), c02 = First(m, start + 2 * w), c03 = First(m, start + 3 * w);
        TVector c10 = First(m, start + m.StartRow), c11 = First(m, start + m.StartRow + w), c12 = First(m, start + m.StartRow + 2 * w), c13 = First(m, start + m.StartRow + 3 * w);
        TVector c20 = First(m, start + 2 * m.StartRow), c21 = First(m, start + 2 * m.StartRow + w), c22 = First(m, start + 2 * m.StartRow + 2 * w), c23 = First(m, start + 2 * m.StartRow + 3 * w);
        for (int k = m.Depth; k > 0; k--, a += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w), b2 = TSimd.Load(b + 2 * w), b3 = TSimd.Load(b + 3 * w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
            c02 = TSimd.MultiplyAdd(b2, x, c02);
            c03 = TSimd.MultiplyAdd(b3, x, c03);
            x = TSimd.Broadcast(a[r]);
            c10 = TSimd.MultiplyAdd(b0, x, c10);
            c11 = TSimd.MultiplyAdd(b1, x, c11);
            c12 = TSimd.MultiplyAdd(b2, x, c12);
            c13 = TSimd.MultiplyAdd(b3, x, c13);
            x = TSimd.Broadcast(a[r2]);
            c20 = TSimd.MultiplyAdd(b0, x, c20);
            c21 = TSimd.MultiplyAdd(b1, x, c21);
            c22 = TSimd.MultiplyAdd(b2, x, c22);
            c23 = TSimd.MultiplyAdd(b3, x, c23);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
        TSimd.Store(c02, c + 2 * w);
        TSimd.Store(c03, c + 3 * w);
        TSimd.Store(c10, c + m.CRow);
        TSimd.Store(c11, c + m.CRow + w);
        TSimd.Store(c12, c + m.CRow + 2 * w);
        TSimd.Store(c13, c + m.CRow + 3 * w);
        TSimd.Store(c20, c + 2 * m.CRow);
        TSimd.Store(c21, c + 2 * m.CRow + w);
        TSimd.Store(c22, c + 2 * m.CRow + 2 * w);
        TSimd.Store(c23, c + 2 * m.CRow + 3 * w);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x4(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow, r = m.ARow;
        T* a = m.A + row * r;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w), c02 = First(m, start + 2 * w), c03 = First(m, start + 3 * w);
        TVector c10 = First(m, start + m.StartRow), c11 = First(m, start + m.StartRow + w), c12 = First(m, start + m.StartRow + 2 * w), c13 = First(m, start + m.StartRow + 3 * w);
        for (int k = m.Depth; k > 0; k--, a += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w), b2 = TSimd.Load(b + 2 * w), b3 = TSimd.Load(b + 3 * w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
            c02 = TSimd.MultiplyAdd(b2, x, c02);
            c03 = TSimd.MultiplyAdd(b3, x, c03);
            x = TSimd.Broadcast(a[r]);
            c10 = TSimd.MultiplyAdd(b0, x, c10);
            c11 = TSimd.MultiplyAdd(b1, x, c11);
            c12 = TSimd.MultiplyAdd(b2, x, c12);
            c13 = TSimd.MultiplyAdd(b3, x, c13);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
        TSimd.Store(c02, c + 2 * w);
        TSimd.Store(c03, c + 3 * w);
        TSimd.Store(c10, c + m.CRow);
        TSimd.Store(c11, c + m.CRow + w);
        TSimd.Store(c12, c + m.CRow + 2 * w);
        TSimd.Store(c13, c + m.CRow + 3 * w);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x4(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow;
        T* a = m.A + row * m.ARow;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w), c02 = First(m, start + 2 * w), c03 = First(m, start + 3 * w);
        for (int k = m.Depth; k > 0; k--, a += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w), b2 = TSimd.Load(b + 2 * w), b3 = TSimd.Load(b + 3 * w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
            c02 = TSimd.MultiplyAdd(b2, x, c02);
            c03 = TSimd.MultiplyAdd(b3, x, c03);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
        TSimd.Store(c02, c + 2 * w);
        TSimd.Store(c03, c + 3 * w);
    }
}
