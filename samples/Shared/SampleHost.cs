using System.CommandLine;
using System.CommandLine.Invocation;

namespace LstmForecast.Samples;

/// <summary>What every sample does around its work: options, Ctrl+C, errors that a person can read.</summary>
internal static class SampleHost
{
    /// <returns>0 when all went well, 1 after an error, which is named on standard error, 130 after Ctrl+C.</returns>
    public static int Run(RootCommand command, string[] args, Action<ParseResult, CancellationToken> work)
    {
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Guard(() => work(parsed, cancellationToken))));
        ParseResult parsed = command.Parse(args);
        // What is wrong, without the whole help after it.
        if (parsed.Action is ParseErrorAction error) error.ShowHelp = false;
        return parsed.InvokeAsync().GetAwaiter().GetResult();
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

    /// <summary>An option of at least 1 that may be left out.</summary>
    public static Option<int?> Optional(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
                result.AddError($"{name} is {value}; it must be at least 1.");
        });
        return option;
    }

    public static Option<string> OutputFolder(string defaultValue) => new("--out")
    {
        Description = "The folder for pictures and the model; it is made if need be.",
        DefaultValueFactory = _ => defaultValue,
    };

    /// <summary>The folder that was asked for; made if it is not there, as writers of files demand that it is.</summary>
    public static string Folder(this ParseResult parsed, Option<string> output) =>
        Directory.CreateDirectory(parsed.GetValue(output)!).FullName;

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
            Console.Error.WriteLine(Readable(problem));
            return 1;
        }
    }

    /// <summary>Without the method's parameter and its value, which mean nothing to who typed an option.</summary>
    private static string Readable(Exception problem)
    {
        if (problem is not ArgumentException { ParamName: string name }) return problem.Message;
        int end = problem.Message.IndexOf($" (Parameter '{name}')", StringComparison.Ordinal);
        return end < 0 ? problem.Message : problem.Message[..end];
    }
}
