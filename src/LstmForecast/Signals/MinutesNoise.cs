namespace LstmForecast;

/// <summary>How the noise of <see cref="MinutesPlayed"/> is drawn.</summary>
public enum MinutesNoise
{
    /// <summary>One draw a series, which lifts or lowers all its games: the data the article gives its LSTM.</summary>
    PerSeries,

    /// <summary>One draw a game: the data the article begins with.</summary>
    PerGame,
}
