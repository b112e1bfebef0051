using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <content>
/// Tiles of fewer vectors, rows by vectors. Written out, because only locals with names of their own become registers; all of one
/// pattern: load the sums, for each k load a row of the right factor and multiply it with one number after the other of the
/// left, store. Rows are reached from two pointers, so that each address is a pointer and a multiple of one register.
/// </content>
internal static unsafe partial class MatrixProduct<TSimd, TVector, T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x2(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow, r = m.ARow, r2 = 2 * r;
        T* a = m.A + row * r, a3 = a + 3 * r;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w);
        TVector c10 = First(m, start + m.StartRow), c11 = First(m, start + m.StartRow + w);
        TVector c20 = First(m, start + 2 * m.StartRow), c21 = First(m, start + 2 * m.StartRow + w);
        TVector c30 = First(m, start + 3 * m.StartRow), c31 = First(m, start + 3 * m.StartRow + w);
        TVector c40 = First(m, start + 4 * m.StartRow), c41 = First(m, start + 4 * m.StartRow + w);
        TVector c50 = First(m, start + 5 * m.StartRow), c51 = First(m, start + 5 * m.StartRow + w);
        for (int k = m.Depth; k > 0; k--, a += step, a3 += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
            x = TSimd.Broadcast(a[r]);
            c10 = TSimd.MultiplyAdd(b0, x, c10);
            c11 = TSimd.MultiplyAdd(b1, x, c11);
            x = TSimd.Broadcast(a[r2]);
            c20 = TSimd.MultiplyAdd(b0, x, c20);
            c21 = TSimd.MultiplyAdd(b1, x, c21);
            x = TSimd.Broadcast(*a3);
            c30 = TSimd.MultiplyAdd(b0, x, c30);
            c31 = TSimd.MultiplyAdd(b1, x, c31);
            x = TSimd.Broadcast(a3[r]);
            c40 = TSimd.MultiplyAdd(b0, x, c40);
            c41 = TSimd.MultiplyAdd(b1, x, c41);
            x = TSimd.Broadcast(a3[r2]);
            c50 = TSimd.MultiplyAdd(b0, x, c50);
            c51 = TSimd.MultiplyAdd(b1, x, c51);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
        TSimd.Store(c10, c + m.CRow);
        TSimd.Store(c11, c + m.CRow + w);
        TSimd.Store(c20, c + 2 * m.CRow);
        TSimd.Store(c21, c + 2 * m.CRow + w);
        TSimd.Store(c30, c + 3 * m.CRow);
        TSimd.Store(c31, c + 3 * m.CRow + w);
        TSimd.Store(c40, c + 4 * m.CRow);
        TSimd.Store(c41, c + 4 * m.CRow + w);
        TSimd.Store(c50, c + 5 * m.CRow);
        TSimd.Store(c51, c + 5 * m.CRow + w);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x2(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow;
        T* a = m.A + row * m.ARow;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start), c01 = First(m, start + w);
        for (int k = m.Depth; k > 0; k--, a += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b), b1 = TSimd.Load(b + w);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            c01 = TSimd.MultiplyAdd(b1, x, c01);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c01, c + w);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x1(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow, r = m.ARow, r2 = 2 * r;
        T* a = m.A + row * r, a3 = a + 3 * r;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start);
        TVector c10 = First(m, start + m.StartRow);
        TVector c20 = First(m, start + 2 * m.StartRow);
        TVector c30 = First(m, start + 3 * m.StartRow);
        TVector c40 = First(m, start + 4 * m.StartRow);
        TVector c50 = First(m, start + 5 * m.StartRow);
        for (int k = m.Depth; k > 0; k--, a += step, a3 += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
            x = TSimd.Broadcast(a[r]);
            c10 = TSimd.MultiplyAdd(b0, x, c10);
            x = TSimd.Broadcast(a[r2]);
            c20 = TSimd.MultiplyAdd(b0, x, c20);
            x = TSimd.Broadcast(*a3);
            c30 = TSimd.MultiplyAdd(b0, x, c30);
            x = TSimd.Broadcast(a3[r]);
            c40 = TSimd.MultiplyAdd(b0, x, c40);
            x = TSimd.Broadcast(a3[r2]);
            c50 = TSimd.MultiplyAdd(b0, x, c50);
        }

        TSimd.Store(c00, c);
        TSimd.Store(c10, c + m.CRow);
        TSimd.Store(c20, c + 2 * m.CRow);
        TSimd.Store(c30, c + 3 * m.CRow);
        TSimd.Store(c40, c + 4 * m.CRow);
        TSimd.Store(c50, c + 5 * m.CRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile1x1(in Operands m, int row, int column)
    {
        int w = TSimd.Width;
        nint step = m.AStep, bRow = m.BRow;
        T* a = m.A + row * m.ARow;
        T* b = m.B + column;
        T* start = m.Start + row * m.StartRow + column;
        T* c = m.C + row * m.CRow + column;
        TVector c00 = First(m, start);
        for (int k = m.Depth; k > 0; k--, a += step, b += bRow)
        {
            TVector b0 = TSimd.Load(b);
            TVector x = TSimd.Broadcast(*a);
            c00 = TSimd.MultiplyAdd(b0, x, c00);
        }

        TSimd.Store(c00, c);
    }
}
