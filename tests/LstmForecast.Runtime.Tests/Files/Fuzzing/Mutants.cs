namespace LstmForecast.Runtime.Tests.Files;

/// <summary>Many mutants of one file, for any kind of file.</summary>
internal static class Mutants
{
    /// <summary>Each is read, or refused by <see cref="InvalidDataException"/>; any other exception fails and names it.</summary>
    /// <param name="file">A whole file.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="load">Reads one.</param>
    /// <returns>How many could be read.</returns>
    public static int Load(byte[] file, int count, Action<byte[]> load)
    {
        var mutator = new FileMutator(file);
        int read = 0;
        Parallel.For(0, count, number =>
        {
            try
            {
                load(mutator.Mutant(number));
                Interlocked.Increment(ref read);
            }
            catch (InvalidDataException)
            {
                // The one exception that is announced.
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"Mutant {number} ended in {problem.GetType().Name}.", problem);
            }
        });
        return read;
    }
}
