namespace LstmForecast.Runtime.Tests.Evaluation;

/// <summary>
/// Australian beer production by quarters, 1992 to the second quarter of 2010 (R <c>fpp2::ausbeer</c>), with the
/// accuracy of the baselines as published: Hyndman and Athanasopoulos, "Forecasting: principles and practice",
/// 3rd edition, section 5.8. Trained to the end of 2007, tested on the ten quarters after it.
/// </summary>
internal static class PublishedBeer
{
    public const int Season = 4;
    public const int TrainingLength = 64;
    public const int Horizon = 10;

    public static TimeSeries Series { get; } = new(
        "beer",
        [
            443, 410, 420, 532, 433, 421, 410, 512, 449, 381, 423, 531, 426, 408, 416, 520, 409, 398, 398, 507,
            432, 398, 406, 526, 428, 397, 403, 517, 435, 383, 424, 521, 421, 402, 414, 500, 451, 380, 416, 492,
            428, 408, 406, 506, 435, 380, 421, 490, 435, 390, 412, 454, 416, 403, 408, 482, 438, 386, 405, 491,
            427, 383, 394, 473, 420, 390, 410, 488, 415, 398, 419, 488, 414, 374,
        ]);

    public static TimeSeries Training => Series[..TrainingLength];

    public static double[] Observed => Series[TrainingLength..].Channel();

    /// <summary>RMSE, MAE, MAPE and MASE, to two digits as they are printed.</summary>
    public static TheoryData<string, double, double, double, double> Table => new()
    {
        { "drift", 64.90, 58.88, 14.58, 4.12 },
        { "mean", 38.45, 34.83, 8.28, 2.44 },
        { "naive", 62.69, 57.40, 14.18, 4.01 },
        { "seasonal naive", 14.31, 13.40, 3.17, 0.94 },
    };

    public static Forecast Forecast(string method) => method switch
    {
        "drift" => Baselines.Drift(Training, Horizon),
        "mean" => Baselines.SeasonalMean(Training, Horizon, seasonLength: 1),
        "naive" => Baselines.Naive(Training, Horizon),
        "seasonal naive" => Baselines.SeasonalNaive(Training, Horizon, Season),
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
