using System.Globalization;

namespace LstmForecast.Series;

/// <summary>The last day from Monday to Friday of a month, whatever the holidays.</summary>
/// <param name="Count">From one to the next of so many months, from 1 on.</param>
internal sealed record BusinessMonthStep(int Count) : StepRule
{
    public const string Name = "last-business-day";

    public override string Text => Count == 1 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{Count}");

    public override int[] Seasons => Months.Seasons(Count);

    public override string? Refusal(DateTime time)
    {
        DateTime last = LastOf(time);
        return time.Day == last.Day ? null
            : $"not the last business day of its month, {last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
    }

    public override DateTime Add(DateTime start, int aim, long steps) => LastOf(Months.Add(start, steps * Count, aim: 1));

    public override long Between(DateTime start, DateTime time) => Months.Between(start, time) / Count;

    public override StepRule Times(int count) => new BusinessMonthStep(Months.Times(Count, count));

    private static DateTime LastOf(DateTime time)
    {
        int days = DateTime.DaysInMonth(time.Year, time.Month);
        int past = Math.Max(0, Weekdays.FromMonday(time.AddDays(days - time.Day)) - 4);
        return time.AddDays(days - past - time.Day);
    }
}
