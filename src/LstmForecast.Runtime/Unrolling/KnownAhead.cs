namespace LstmForecast.Unrolling;

/// <summary>What is known of some time steps of a stream: channels, scaled, and the calendar. Immutable.</summary>
/// <param name="values"><c>[steps, width]</c>.</param>
/// <param name="width">Numbers a time step.</param>
/// <param name="first">The first time step, 0-based.</param>
internal sealed class KnownAhead(double[] values, int width, int first) : IKnownValues
{
    public void Write(int time, Span<double> to) => values.AsSpan((time - first) * width, width).CopyTo(to);
}
