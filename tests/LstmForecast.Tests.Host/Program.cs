namespace LstmForecast.Tests.Host;

/// <summary>Does one thing, named by the first argument, in a fresh process. Each verb has a file of its own.</summary>
internal static class Program
{
    private const int Failure = 1;
    private const int UnknownVerb = 2;

    private static readonly Dictionary<string, Action<string[]>> Verbs = new(StringComparer.Ordinal)
    {
        ["lbfgs"] = LbfgsVerb.Run,
        ["load"] = LoadVerb.Run,
        ["load-isolated"] = LoadIsolatedVerb.Run,
        ["load-torch-first"] = LoadTorchFirstVerb.Run,
        ["save-for-ever"] = SaveForEverVerb.Run,
        ["train"] = TrainVerb.Run,
    };

    internal static int Main(string[] args)
    {
        if (args.Length == 0 || !Verbs.TryGetValue(args[0], out Action<string[]>? run))
        {
            Console.Error.WriteLine($"Name one of these verbs: {string.Join(", ", Verbs.Keys)}.");
            return UnknownVerb;
        }

        try
        {
            run(args[1..]);
            return 0;
        }
#pragma warning disable CA1031 // A test reads the exception from the error stream; a crash would only add a core dump.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{e.GetType().FullName}: {e.Message}");
            return Failure;
        }
    }
}
