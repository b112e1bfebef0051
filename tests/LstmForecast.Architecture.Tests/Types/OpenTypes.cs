namespace LstmForecast.Architecture.Tests.Types;

/// <summary>The public classes that users may derive from, each with the reason: every other one is sealed.</summary>
internal static class OpenTypes
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        // ["LstmForecast.TypeName"] = "why a user derives from it",
    };
}
