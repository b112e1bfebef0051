using System.Runtime.InteropServices;

namespace LstmForecast.Samples.Tests.Arm;

/// <summary>Skipped, and says why, where Arm programs cannot be linked or run.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ArmFactAttribute : FactAttribute
{
    private static readonly (string Program, string Package)[] Needed =
    [
        ("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
        ("aarch64-linux-gnu-objcopy", "gcc-aarch64-linux-gnu"),
        (QemuArm.Program, "qemu-user"),
        (QemuArm.Loader, "libc6-dev-arm64-cross"),
    ];

    public ArmFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            Skip = "Arm programs are emulated on Linux on x64 alone.";
            return;
        }

        string[] missing = [.. Needed.Where(one => !IsThere(one.Program)).Select(one => one.Package).Distinct()];
        if (missing.Length > 0) Skip = $"Needs Debian's packages {string.Join(' ', missing)}.";
    }

    /// <summary>An absolute path, or a name to be looked for where programs are.</summary>
    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
