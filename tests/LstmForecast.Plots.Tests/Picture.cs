using SkiaSharp;

namespace LstmForecast.Plots.Tests;

/// <summary>What can be seen in a PNG file.</summary>
internal sealed class Picture : IDisposable
{
    private readonly SKBitmap _bitmap;

    public Picture(string path) => _bitmap = SKBitmap.Decode(path);

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    /// <summary>The columns in which a colour is seen, from left to right.</summary>
    public int[] Columns(Func<SKColor, bool> color) =>
        [.. Enumerable.Range(0, Width).Where(x => Enumerable.Range(0, Height).Any(y => color(_bitmap.GetPixel(x, y))))];

    /// <summary>How many pieces, with gaps between, a colour is seen in from left to right.</summary>
    public int Pieces(Func<SKColor, bool> color)
    {
        int[] columns = Columns(color);
        return columns.Where((x, i) => i == 0 || columns[i - 1] != x - 1).Count();
    }

    public void Dispose() => _bitmap.Dispose();

    // Nearly pure, so that the softened edge of one colour is not taken for another.
    public static bool Red(SKColor color) => color is { Red: > 220, Green: < 60, Blue: < 60 };

    public static bool Blue(SKColor color) => color is { Red: < 60, Green: < 60, Blue: > 220 };

    public static bool Green(SKColor color) => color is { Red: < 60, Green: > 110 and < 160, Blue: < 60 };
}
