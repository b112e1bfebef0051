namespace LstmForecast.Files;

/// <summary>The formats that streams, checkpoints and optimizer states had before there was one for all files.</summary>
internal static class EarlierFormat
{
    /// <summary>What to say of a file that begins so; null if it is none of them.</summary>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.SequenceEqual("LSTMSTAT"u8) || start.SequenceEqual("LSTMCKPT"u8) || start.SequenceEqual("LSTMLBFG"u8)
            ? "it was written by an earlier version of this library, in a format that is no longer read."
            : null;
}
