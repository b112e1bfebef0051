namespace LstmForecast;

/// <summary>How windows are drawn from series of different lengths.</summary>
public enum WindowSampling
{
    /// <summary>Each window is as likely as any other: a long series is seen more often.</summary>
    ByLength,

    /// <summary>Each series is as likely as any other, and each window of it.</summary>
    BySeries,
}
