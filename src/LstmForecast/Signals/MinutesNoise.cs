namespace LstmForecast;

/// <summary>How the noise of <see cref="MinutesPlayed"/> is drawn.</summary>
public enum MinutesNoise
{
    /// <summary>One draw a series, which lifts or lowers all its games: what a network can learn across series.</summary>
    PerSeries,

    /// <summary>One draw a game.</summary>
    PerGame,
}
