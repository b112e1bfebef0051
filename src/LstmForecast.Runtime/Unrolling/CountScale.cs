using LstmForecast.Numerics;
using LstmForecast.Transforms;

namespace LstmForecast.Unrolling;

/// <summary>
/// The scale of a series of counts at each of its points: 1 and the mean of the counts observed so far (Salinas et al.,
/// "DeepAR", 2020, section 3.4). What was not observed changes nothing.
/// </summary>
internal sealed class CountScale
{
    private readonly PointBuffer _scales;
    private double _sum;
    private int _observed;

    /// <param name="capacity">How many points there will be, if all scales are wanted; null for the last alone.</param>
    public CountScale(int? capacity)
    {
        _scales = capacity is int all ? PointBuffer.All(all) : PointBuffer.Last(1);
    }

    private CountScale(CountScale other)
    {
        _scales = other._scales.Clone();
        _sum = other._sum;
        _observed = other._observed;
    }

    public CountScale Clone() => new(this);

    /// <summary>Takes the next count; not a number where it was not observed.</summary>
    public void Append(double count)
    {
        if (!double.IsNaN(count))
        {
            _sum += count;
            _observed++;
        }

        _scales.Append(1 + (_observed == 0 ? 0 : _sum / _observed));
    }

    public void Transfer(StateArchive archive)
    {
        _scales.Transfer(archive);
        _sum = archive.Number(_sum);
        _observed = archive.Whole(_observed);
    }

    /// <summary>The scale after so many points, at least 1.</summary>
    public double At(int count) => _scales.Upto(count)[^1];
}
