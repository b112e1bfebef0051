using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LstmForecast;

/// <summary>
/// All that decides the result of a training, by name and as text, so that two trainings can be compared and what
/// differs be named. Options are read by reflection: one that is added later cannot be forgotten here.
/// </summary>
internal static class TrainingInputs
{
    /// <summary>They change no bit of the result.</summary>
    private static readonly string[] WithoutEffect =
        [nameof(ComputeOptions.Threads), nameof(TrainingOptions.Checkpoint), nameof(TrainingOptions.OnCancellation),
            nameof(ForecasterOptions.Data), nameof(ForecasterOptions.Compute)];

    /// <param name="options">What is built.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What it is judged by.</param>
    /// <param name="from">What training starts from; null for initial weights.</param>
    public static IReadOnlyDictionary<string, string> Of(
        ForecasterOptions options, TrainingOptions training, SeriesSet train, SeriesSet? validation, TrainedForecaster? from)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal) { ["Training"] = training.GetType().Name };
        // By the names of what is in them: groups of options say nothing themselves.
        foreach (object some in (object[])[options, options.Data, options.Compute, training])
        {
            foreach (PropertyInfo property in Properties(some).Where(property => !WithoutEffect.Contains(property.Name)))
                inputs[property.Name] = Text(property.GetValue(some));
        }

        if (from is not null)
            inputs["the starting model"] = string.Join(", ", from.Definition.Members.Select(member => member.Hash()));
        Add(inputs, "training", train);
        if (validation is not null) Add(inputs, "validation", validation);
        return inputs;
    }

    private static void Add(Dictionary<string, string> inputs, string role, SeriesSet set)
    {
        inputs[$"the number of {role} series"] = set.Count.ToString(CultureInfo.InvariantCulture);
        for (int i = 0; i < set.Count; i++) inputs[$"{role} series {i}"] = Text(set[i]);
    }

    /// <summary>Its name, its size and a hash of everything in it.</summary>
    private static string Text(TimeSeries series)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string channel in series.Channels) Append(channel);
        Append(series.Times is { } times ? $"{times.Start:O} {times.Step} {times.DayOfMonth}" : "");
        foreach (StaticValue value in series.Statics) Append($"{value.Name}\0{value.Category}\0{Text(value.Number)}");
        hash.AppendData(MemoryMarshal.AsBytes(series.Values));
        return $"{series} {Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}";

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Text))}]",
        _ when value.GetType().Assembly.GetName().Name!.StartsWith(nameof(LstmForecast), StringComparison.Ordinal) =>
            $"{value.GetType().Name}({string.Join(", ", Properties(value).Select(one => $"{one.Name} = {Text(one.GetValue(value))}"))})",
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<PropertyInfo> Properties(object value) =>
        value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.GetIndexParameters().Length == 0 && property.Name != "EqualityContract")
            .OrderBy(property => property.Name, StringComparer.Ordinal);
}
