using Spectre.Console;

namespace LstmForecast.Samples;

/// <summary>Shows training as it goes: a progress bar below the lines in a terminal, plain lines elsewhere.</summary>
internal static class TrainingDisplay
{
    /// <param name="what">What is trained, in a word or two.</param>
    /// <param name="share">The share of the whole, 0 to 1, that a report stands for.</param>
    /// <param name="line">What to print of a report; null for nothing.</param>
    /// <param name="work">The work, given whom to report to.</param>
    public static TResult Show<TReport, TResult>(
        string what, Func<TReport, double> share, Func<TReport, string?> line, Func<IProgress<TReport>, TResult> work)
    {
        if (!AnsiConsole.Profile.Out.IsTerminal || !AnsiConsole.Profile.Capabilities.Interactive)
        {
            return work(new Reporter<TReport>(report =>
            {
                if (line(report) is string text) Console.WriteLine(text);
            }));
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(display =>
            {
                ProgressTask bar = display.AddTask(what, maxValue: 1);
                return work(new Reporter<TReport>(report =>
                {
                    if (line(report) is string text) AnsiConsole.WriteLine(text);
                    bar.Value = share(report);
                }));
            });
    }

    /// <summary>The same for a fit: a line an epoch, and a bar that moves within it.</summary>
    public static TrainedForecaster Epochs(
        string what, Func<EpochReport, string> line, Func<IProgress<TrainingProgress>, TrainedForecaster> fit) =>
        Show(what, report => report.Share, report => report.Epoch is EpochReport epoch ? line(epoch) : null, fit);

    /// <summary>
    /// Shows work whose length is not known: the latest line beside a spinner in a terminal, elsewhere a line a second.
    /// </summary>
    /// <param name="what">What is done, in a word or two.</param>
    /// <param name="line">What to print of a report; null for nothing.</param>
    /// <param name="work">The work, given whom to report to.</param>
    public static TResult Lines<TReport, TResult>(
        string what, Func<TReport, string?> line, Func<IProgress<TReport>, TResult> work)
    {
        if (AnsiConsole.Profile.Out.IsTerminal && AnsiConsole.Profile.Capabilities.Interactive)
        {
            return AnsiConsole.Status().Start(what, display => work(new Reporter<TReport>(report =>
            {
                if (line(report) is string text) display.Status = Markup.Escape($"{what}: {text}");
            })));
        }

        DateTime next = DateTime.MinValue;
        return work(new Reporter<TReport>(report =>
        {
            if (DateTime.UtcNow < next || line(report) is not string text) return;
            Console.WriteLine($"{what}: {text}");
            next = DateTime.UtcNow.AddSeconds(1);
        }));
    }

    /// <summary>Unlike <see cref="Progress{T}"/> it reports at once, on the thread that trains: lines stay in order.</summary>
    private sealed class Reporter<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
