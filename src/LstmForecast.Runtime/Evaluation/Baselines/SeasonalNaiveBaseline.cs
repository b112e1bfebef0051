namespace LstmForecast.Evaluation;

/// <summary>The last observation of the same season; with a season of 1, the last observation.</summary>
internal sealed class SeasonalNaiveBaseline(double[] values, int season) : IBaseline
{
    public double At(int cutoff, int step)
    {
        int time = cutoff - season + 1 + (step - 1) % season;
        while (time >= season && double.IsNaN(values[time])) time -= season;
        return time < 0 ? double.NaN : values[time];
    }
}
