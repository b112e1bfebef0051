using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LstmForecast.Backend;

/// <summary>
/// Whether other users can change what lies at a path. What is checked there and then loaded as code must not be exchanged in
/// between: every folder above it belongs to the user or to root, and nobody else may write to it. A folder such as
/// <c>/tmp</c>, in which users can change only what is theirs (sticky), is good enough above one's own. Linux only.
/// </summary>
internal static partial class FolderTrust
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint Basic = 0x7ff;

    // The layout of struct statx is the same on every processor.
    private const int StatxSize = 256;
    private const int UserOffset = 20;
    private const int ModeOffset = 28;
    private const int WritableByOthers = 0x12;
    private const int Sticky = 0x200;

    /// <summary>Rejects a folder, which may not be there yet, that others can change.</summary>
    /// <exception cref="IOException">It is one; says which folder, and whose.</exception>
    public static void ThrowIfOthersCanChange(string folder)
    {
        for (string? part = Path.GetFullPath(folder); part is not null; part = Path.GetDirectoryName(part))
        {
            if (Status(part) is not { } status) continue;
            bool isOwn = status.User == EffectiveUser() || status.User == 0;
            bool isOpen = (status.Mode & WritableByOthers) != 0 && (status.Mode & Sticky) == 0;
            if (!isOwn || isOpen)
            {
                throw new IOException(
                    $"The folder '{part}' {(isOwn ? "may be written by other users" : $"belongs to another user ({status.User})")}, who "
                    + "could put their own code there.");
            }

            if (new DirectoryInfo(part).ResolveLinkTarget(returnFinalTarget: true) is { } target) ThrowIfOthersCanChange(target.FullName);
        }
    }

    /// <summary>Whether a file belongs to the user or to root and nobody else may write to it.</summary>
    public static bool IsOwn(string file) => Status(file) is { } status
        && (status.User == EffectiveUser() || status.User == 0) && (status.Mode & WritableByOthers) == 0;

    /// <summary>Owner and mode of what is there, a link itself apart; null for nothing.</summary>
    private static (uint User, int Mode)? Status(string path)
    {
        Span<byte> statx = stackalloc byte[StatxSize];
        if (Statx(CurrentFolder, path, flags: 0, Basic, ref MemoryMarshal.GetReference(statx)) != 0)
        {
            // A link that leads nowhere is there all the same.
            if (Statx(CurrentFolder, path, DoNotFollow, Basic, ref MemoryMarshal.GetReference(statx)) != 0) return null;
        }

        return (BinaryPrimitives.ReadUInt32LittleEndian(statx[UserOffset..]), BinaryPrimitives.ReadUInt16LittleEndian(statx[ModeOffset..]));
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte result);
}
