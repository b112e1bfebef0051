using LstmForecast.Numerics;

namespace LstmForecast.Tuning;

/// <summary>One thing that a search varies.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Draw">Draws a value.</param>
internal sealed record SearchDimension(string Name, Func<SeededRandom, DrawnValue> Draw);

/// <summary>A value that was drawn.</summary>
/// <param name="Text">What tables call it; the same for the same value.</param>
/// <param name="Apply">Puts it into options.</param>
internal sealed record DrawnValue(string Text, Func<SearchCandidate, SearchCandidate> Apply);
