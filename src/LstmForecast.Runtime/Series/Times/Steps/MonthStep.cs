namespace LstmForecast.Series;

/// <summary>Calendar months, on one day of them.</summary>
/// <param name="Count">How many, from 1 on.</param>
internal sealed record MonthStep(int Count) : StepRule
{
    public override string Text => Count % 12 == 0 ? $"P{Count / 12}Y" : $"P{Count}M";

    public override int[] Seasons => Months.Seasons(Count);

    public override DateTime Add(DateTime start, int aim, long steps) => Months.Add(start, steps * Count, aim);

    public override long Between(DateTime start, DateTime time) => Months.Between(start, time) / Count;

    public override StepRule Times(int count) => new MonthStep(Months.Times(Count, count));
}
