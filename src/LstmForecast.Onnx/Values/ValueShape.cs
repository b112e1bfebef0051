namespace LstmForecast.Onnx.Values;

/// <summary>How values of the targets lie in a tensor: <c>[batch, (time,) steps * targets (, parameters)]</c>.</summary>
/// <param name="HasTime">Whether there is an axis of time.</param>
/// <param name="Steps">Horizon steps, one after the other on the axis of the targets; 1 for observations.</param>
/// <param name="HasParameters">Whether each value has several numbers, on the last axis.</param>
internal readonly record struct ValueShape(bool HasTime, int Steps, bool HasParameters)
{
    public ValueShape WithParameters => this with { HasParameters = true };
}
