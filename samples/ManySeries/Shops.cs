using LstmForecast;

/// <summary>
/// Made-up hourly sales of shops: each of its own size, with a day of its own shape, growing or shrinking at its own pace,
/// and with good and bad spells that pass as slowly in one shop as in another. What they share is what can be learnt.
/// </summary>
internal static class Shops
{
    public const int Day = 24;

    private const double Persistence = 0.9;

    /// <param name="count">How many shops.</param>
    /// <param name="length">Hours of each.</param>
    /// <param name="seed">What they are drawn from.</param>
    /// <param name="name">What their names begin with.</param>
    public static SeriesSet Generate(int count, int length, int seed, string name)
    {
        var random = new Random(seed);
        return new SeriesSet(Enumerable.Range(0, count).Select(i => new TimeSeries($"{name}-{i}", One(random, length))));
    }

    private static double[] One(Random random, int length)
    {
        // From a kiosk to a department store: four orders of magnitude.
        double level = Math.Pow(10, Between(random, 0, 4));
        double growth = Between(random, -0.001, 0.003);
        (double Strength, double Phase)[] waves =
        [
            (Between(random, 0.2, 0.5), Between(random, 0, 2 * Math.PI)),
            (Between(random, 0, 0.25), Between(random, 0, 2 * Math.PI)),
        ];
        double noise = Between(random, 0.03, 0.08);
        double spell = 0;
        var values = new double[length];
        for (int hour = 0; hour < length; hour++)
        {
            spell = Persistence * spell + noise * Normal(random);
            double day = 0;
            for (int k = 0; k < waves.Length; k++)
                day += waves[k].Strength * Math.Sin(2 * Math.PI * (k + 1) * hour / Day + waves[k].Phase);
            values[hour] = level * Math.Exp(growth * hour + day + spell);
        }

        return values;
    }

    private static double Between(Random random, double minimum, double maximum) =>
        minimum + (maximum - minimum) * random.NextDouble();

    /// <summary>Box and Muller's.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
