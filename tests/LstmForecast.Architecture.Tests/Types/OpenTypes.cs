namespace LstmForecast.Architecture.Tests.Types;

/// <summary>The public classes that are abstract on purpose, each with the reason: every other one is sealed.</summary>
internal static class OpenTypes
{
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>
    {
        ["LstmForecast.Transform"] = "users name one by its factories; only the library derives from it",
        ["LstmForecast.Filling"] = "users name one by its factories; only the library derives from it",
        ["LstmForecast.CalendarFeature"] = "users name one by its factories; only the library derives from it",
        ["LstmForecast.Loss"] = "users name one by its factories; only the library derives from it",
        ["LstmForecast.TrainingOptions"] = "users choose one of its sealed kinds; only the library derives from it",
        ["LstmForecast.GradientTraining"] = "what Adam and SGD share; only the library derives from it",
    };
}
