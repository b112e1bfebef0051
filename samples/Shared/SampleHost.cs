using System.CommandLine;

namespace LstmForecast.Samples;

/// <summary>What every sample does around its work: options, Ctrl+C, errors that a person can read.</summary>
internal static class SampleHost
{
    /// <returns>0 when all went well, 1 after an error, which is named on standard error, 130 after Ctrl+C.</returns>
    public static int Run(RootCommand command, string[] args, Action<ParseResult, CancellationToken> work)
    {
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Guard(() => work(parsed, cancellationToken))));
        return command.Parse(args).InvokeAsync().GetAwaiter().GetResult();
    }

    /// <summary>An option that must be at least <paramref name="minimum"/>.</summary>
    public static Option<int> Number(string name, string description, int defaultValue, int minimum = 1)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < minimum)
                result.AddError($"{name} is {value}; it must be at least {minimum}.");
        });
        return option;
    }

    public static Option<string> OutputFolder(string defaultValue) => new("--out")
    {
        Description = "The folder for pictures and the model; it is made if need be.",
        DefaultValueFactory = _ => defaultValue,
    };

    private static int Guard(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return 130;
        }
        catch (Exception problem) when (problem is ArgumentException or IOException or InvalidDataException
            or UnauthorizedAccessException or DllNotFoundException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
