namespace LstmForecast.Training;

/// <summary>One exception for all that is wrong with a set of options.</summary>
internal static class OptionProblems
{
    public static void ThrowIfAny(string options, IReadOnlyCollection<string> problems)
    {
        if (problems.Count > 0) throw new ArgumentException($"{options}: {string.Join(" ", problems)}");
    }
}
