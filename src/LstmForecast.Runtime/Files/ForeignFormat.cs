namespace LstmForecast.Files;

/// <summary>Files that are taken for one of this library and are none: known by their first bytes, to say what to do.</summary>
internal static class ForeignFormat
{
    /// <summary>What to say of a file that begins so; null if it is none that is known.</summary>
    public static string? Of(ReadOnlySpan<byte> start)
    {
        if (start.SequenceEqual("LSTMSTAT"u8) || start.SequenceEqual("LSTMCKPT"u8) || start.SequenceEqual("LSTMLBFG"u8))
            return "it was written by an earlier version of this library, in a format that is no longer read.";
        // Zip archives, as torch.save writes them; and pickles, as it did before version 1.6.
        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x80, 0x02]))
        {
            return "it is a file of torch.save (.pt, .pth), which can run any code when it is read; in Python write the weights with "
                + "safetensors.torch.save_file(model.state_dict(), \"weights.safetensors\") and read those by PyTorchFile.Read.";
        }

        return null;
    }
}
