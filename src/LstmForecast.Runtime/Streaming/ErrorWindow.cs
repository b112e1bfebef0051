using LstmForecast.Model;
using LstmForecast.Numerics;

namespace LstmForecast.Streaming;

/// <summary>The sizes of the last errors at one horizon step of one target, and the level of the interval they make.</summary>
internal sealed class ErrorWindow
{
    private const int NumbersAtOnce = 1 << 10;

    private readonly AdaptiveIntervalOptions _options;
    private double[] _inOrderOfTime;
    private double[] _sorted;
    private int _count;
    private int _next;
    private double _missShare;

    /// <param name="options">What to keep.</param>
    /// <param name="room">For how many errors there is room at once; more is taken as they come.</param>
    public ErrorWindow(AdaptiveIntervalOptions options, int room)
    {
        _options = options;
        _inOrderOfTime = new double[Math.Min(room, options.Window)];
        _sorted = new double[_inOrderOfTime.Length];
        _missShare = 1 - options.Coverage;
    }

    private ErrorWindow(ErrorWindow other)
    {
        _options = other._options;
        _inOrderOfTime = [.. other._inOrderOfTime];
        _sorted = [.. other._sorted];
        (_count, _next, _missShare) = (other._count, other._next, other._missShare);
    }

    public ErrorWindow Clone() => new(this);

    /// <summary>How far from the forecast the interval reaches; infinite where so few errors bound nothing.</summary>
    public double Reach()
    {
        if (_missShare >= 1) return 0;
        long rank = ConformalRank.Of(_count, 1 - _missShare);
        return rank > _count ? double.PositiveInfinity : _sorted[Math.Max(rank, 1) - 1];
    }

    /// <summary>Learns from an error. Allocates nothing.</summary>
    /// <param name="size">Its size.</param>
    /// <param name="reach">How far the interval reached that was told with the forecast.</param>
    public void Append(double size, double reach)
    {
        _missShare += _options.LearningRate * (1 - _options.Coverage - (size > reach ? 1 : 0));
        if (_count == _options.Window) Remove(_inOrderOfTime[_next]);
        else MakeRoom(_count + 1);
        int at = Place(size);
        _sorted.AsSpan(at, _count - at).CopyTo(_sorted.AsSpan(at + 1));
        _sorted[at] = size;
        _count++;
        _inOrderOfTime[_next] = size;
        _next = (_next + 1) % _options.Window;
    }

    public void Transfer(StateArchive archive)
    {
        _missShare = archive.Number(_missShare);
        int count = archive.Whole(_count, most: _options.Window);
        _next = archive.Whole(_next, most: _options.Window - 1);
        if (count < _options.Window && _next != count) throw new InvalidDataException("a window of errors has a hole.");
        // Step by step: a file cannot ask for more memory than it has numbers for.
        for (int done = 0; done < count; done += NumbersAtOnce)
        {
            int some = Math.Min(NumbersAtOnce, count - done);
            MakeRoom(done + some);
            archive.Numbers(_inOrderOfTime.AsSpan(done, some));
        }

        _count = count;
        if (_inOrderOfTime.AsSpan(0, _count).ContainsAnyExceptInRange(0, double.MaxValue))
            throw new InvalidDataException("the size of an error is not a number from 0 on.");
        _inOrderOfTime.AsSpan(0, _count).CopyTo(_sorted);
        _sorted.AsSpan(0, _count).Sort();
    }

    private void MakeRoom(int errors)
    {
        if (errors <= _sorted.Length) return;
        int room = (int)Math.Min(_options.Window, Math.Max(2L * _sorted.Length, errors));
        Array.Resize(ref _sorted, room);
        Array.Resize(ref _inOrderOfTime, room);
    }

    private void Remove(double size)
    {
        int at = _sorted.AsSpan(0, _count).BinarySearch(size);
        _sorted.AsSpan(at + 1, _count - at - 1).CopyTo(_sorted.AsSpan(at));
        _count--;
    }

    private int Place(double size)
    {
        int at = _sorted.AsSpan(0, _count).BinarySearch(size);
        return at < 0 ? ~at : at;
    }
}
