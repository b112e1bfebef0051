namespace LstmForecast.Samples.Service.Endpoints;

/// <summary>What models and states may be called.</summary>
internal static class Name
{
    private const int Longest = 100;

    /// <exception cref="RequestProblem">The name is not allowed.</exception>
    public static void Check(string name)
    {
        if (name.Length <= Longest && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')) return;
        throw new RequestProblem(
            StatusCodes.Status400BadRequest,
            "Name not allowed",
            $"A name has at most {Longest} characters, each a letter from a to z, a digit, '-', '_' or '.'.");
    }
}
