namespace LstmForecast.Onnx;

/// <summary>How the names of an ensemble's members begin.</summary>
internal static class MemberNames
{
    /// <param name="member">0-based.</param>
    /// <param name="members">How many there are; a single network has no need of a name.</param>
    public static string Prefix(int member, int members) => members == 1 ? "" : $"m{member}_";
}
