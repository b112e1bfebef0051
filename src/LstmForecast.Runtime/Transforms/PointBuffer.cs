using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>Points of a series in order of arrival: all of them, or the last few however many arrive.</summary>
internal sealed class PointBuffer
{
    /// <summary>Room that is taken at once; more of it as points arrive, so that a long memory costs what was seen.</summary>
    private const int FirstRoom = 1 << 10;

    private readonly int? _kept;
    private double[] _points;
    private int _length;

    private PointBuffer(double[] points, int? kept)
    {
        _points = points;
        _kept = kept;
    }

    /// <summary>How many points arrived.</summary>
    public int Count { get; private set; }

    /// <summary>The last point; there must be one.</summary>
    public double Newest => _points[_length - 1];

    /// <summary>Keeps all points, of which there will be no more than <paramref name="capacity"/>.</summary>
    public static PointBuffer All(int capacity) => new(new double[capacity], kept: null);

    /// <summary>Keeps the last <paramref name="kept"/> points.</summary>
    public static PointBuffer Last(int kept) => new(new double[Math.Min(2 * kept + 1, FirstRoom)], kept);

    /// <summary>Goes on where another one was when so many points had arrived, and keeps the last of them.</summary>
    /// <param name="other">The other one.</param>
    /// <param name="count">How many points had arrived there.</param>
    /// <param name="kept">How many to keep.</param>
    public static PointBuffer From(PointBuffer other, int count, int kept)
    {
        ReadOnlySpan<double> points = other.Upto(count);
        points = points[Math.Max(0, points.Length - kept)..];
        PointBuffer buffer = Last(kept);
        buffer.MakeRoom(points.Length);
        points.CopyTo(buffer._points);
        buffer._length = points.Length;
        buffer.Count = count;
        return buffer;
    }

    public PointBuffer Clone() => new([.. _points], _kept) { _length = _length, Count = Count };

    public void Append(double point)
    {
        if (_length == _points.Length && _kept is int kept)
        {
            // Once in so many points: in the long run a copy of one point for each that arrives.
            if (_length < (2 * kept) + 1)
            {
                MakeRoom(_length + 1);
            }
            else
            {
                _points.AsSpan(_length - kept, kept).CopyTo(_points);
                _length = kept;
            }
        }

        _points[_length++] = point;
        Count++;
    }

    /// <summary>The points, or the last ones, as they were when so many had arrived.</summary>
    public ReadOnlySpan<double> Upto(int count)
    {
        int dropped = Count - _length;
        return _points.AsSpan(0, Math.Max(0, count - dropped));
    }

    /// <summary>Writes or reads the points that are kept.</summary>
    public void Transfer(StateArchive archive)
    {
        Count = archive.Whole(Count);
        int most = _kept is int kept ? (2 * kept) + 1 : _points.Length;
        int length = archive.Whole(_length, least: Math.Min(Count, _kept ?? 0), most: Math.Min(Count, most));
        // Step by step: a file cannot ask for more memory than it has numbers for.
        for (int done = 0; done < length; done += FirstRoom)
        {
            int some = Math.Min(FirstRoom, length - done);
            MakeRoom(done + some);
            archive.Numbers(_points.AsSpan(done, some));
        }

        _length = length;
    }

    private void MakeRoom(int points)
    {
        if (points <= _points.Length) return;
        int most = _kept is int kept ? (2 * kept) + 1 : points;
        Array.Resize(ref _points, (int)Math.Min(most, Math.Max(2L * _points.Length, points)));
    }
}
