namespace LstmForecast.Evaluation;

/// <summary>The last observation of the same season; with a season of 1, the last observation.</summary>
internal sealed class SeasonalNaiveBaseline(double[] values, int seasonLength) : IBaseline
{
    public double At(int cutoff, int step)
    {
        int time = cutoff - seasonLength + 1 + (step - 1) % seasonLength;
        while (time >= seasonLength && double.IsNaN(values[time])) time -= seasonLength;
        return time < 0 ? double.NaN : values[time];
    }
}
