namespace LstmForecast.Files;

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Type">In which type it is stored.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Row after row; empty if the type is none of a weight.</param>
/// <param name="Bytes">What a tensor that has no values consists of; else empty.</param>
internal sealed record StoredTensor(ElementType Type, long[] Shape, double[] Values, byte[] Bytes);
