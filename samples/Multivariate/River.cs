using LstmForecast;

/// <summary>
/// Made-up water levels at three gauges of a river, hour by hour. A reservoir lets water out as planned, known ahead. What
/// passes the upper gauge reaches the lower one six hours later, what comes from a tributary four hours later.
/// </summary>
internal static class River
{
    public const string Upper = "upper";
    public const string Tributary = "tributary";
    public const string Lower = "lower";
    public const string Release = "release";

    private const int FromUpper = 6;
    private const int FromTributary = 4;
    private const double Drains = 0.95;

    /// <param name="hours">How many.</param>
    /// <param name="seed">What rain, plans and noise are drawn from.</param>
    /// <returns>A series of the three gauges in centimetres and the release in cubic metres a second.</returns>
    public static TimeSeries Generate(int hours, int seed)
    {
        var random = new Random(seed);
        var upper = new double[hours];
        var tributary = new double[hours];
        var release = new double[hours];
        var lower = new double[hours];
        double storm = 0, shower = 0, plan = 0;
        for (int t = 0; t < hours; t++)
        {
            // Rain comes of a sudden and runs off slowly; the plan changes every six hours.
            storm = Drains * storm + Rain(random);
            shower = Drains * shower + Rain(random);
            if (t % 6 == 0) plan = 10 * random.Next(0, 6);
            release[t] = plan;
            upper[t] = 100 + storm + Noise(random);
            tributary[t] = 60 + shower + Noise(random);
            lower[t] = 0.5 * upper[Math.Max(0, t - FromUpper)] + 0.7 * tributary[Math.Max(0, t - FromTributary)]
                + 0.4 * release[Math.Max(0, t - 1)] + Noise(random);
        }

        double[] values = [.. Enumerable.Range(0, hours).SelectMany(t => new[] { upper[t], tributary[t], lower[t], release[t] })];
        return new TimeSeries("river", values, [Upper, Tributary, Lower, Release])
            .WithTimes(new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc), TimeStep.Hour);
    }

    private static double Rain(Random random) => random.NextDouble() < 0.04 ? 40 * random.NextDouble() : 0;

    /// <summary>Nearly normal, of a deviation of half a centimetre.</summary>
    private static double Noise(Random random) =>
        0.5 * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6);
}
