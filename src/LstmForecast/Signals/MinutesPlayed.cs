using LstmForecast.Numerics;

namespace LstmForecast;

/// <summary>
/// A basketball player, back from an injury: minutes played in each game since the return,
/// <c>1.6 x + 4</c> plus noise drawn from N(10, 1), x being the game's index from 0.
/// </summary>
public static class MinutesPlayed
{
    /// <summary>Draws imagined players.</summary>
    /// <param name="count">How many series, at least 1. Default: 100.</param>
    /// <param name="games">Games in each, at least 1. Default: 11.</param>
    /// <param name="noise">Whether the noise is drawn once a series or for every game.</param>
    /// <param name="seed">
    /// What the noise is drawn from: the same seed gives the same numbers on every platform. Values are rounded to
    /// 32-bit floats.
    /// </param>
    /// <returns>Series named <c>player-0</c>, <c>player-1</c>, … with one channel, <c>minutes</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static SeriesSet Generate(
        int count = 100, int games = 11, MinutesNoise noise = MinutesNoise.PerSeries, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(games, 1);
        var random = new SeededRandom(seed);
        return new SeriesSet(Enumerable.Range(0, count).Select(index =>
        {
            double draw = 0;
            var minutes = new double[games];
            for (int game = 0; game < games; game++)
            {
                if (game == 0 || noise == MinutesNoise.PerGame) draw = random.NextNormal(10, 1);
                minutes[game] = (float)(1.6 * game + 4 + draw);
            }

            return new TimeSeries($"player-{index}", minutes, ["minutes"]);
        }));
    }
}
