namespace LstmForecast.Unrolling;

/// <summary>The time of rows of different lengths: they end together, and begin when they are due.</summary>
internal static class AlignedRows
{
    /// <param name="lengths">How many points each row has.</param>
    /// <param name="observe">Takes a row and the time step of its next point.</param>
    /// <param name="step">Follows the points of one moment.</param>
    public static void Unroll(int[] lengths, Action<int, int> observe, Action step)
    {
        int steps = lengths.Max();
        for (int moment = 0; moment < steps; moment++)
        {
            for (int row = 0; row < lengths.Length; row++)
            {
                int time = moment - (steps - lengths[row]);
                if (time >= 0) observe(row, time);
            }

            step();
        }
    }
}
