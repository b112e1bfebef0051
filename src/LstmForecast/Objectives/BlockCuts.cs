namespace LstmForecast.Objectives;

/// <summary>
/// How the rows of a batch are cut into blocks: an even number of them, of nearly the same size, so that few threads end together
/// where there are few blocks. Sizes are even where they can be, which is what the kernel's tiles like. Threads have no say, so that
/// the result does not depend on them.
/// </summary>
internal readonly struct BlockCuts
{
    private readonly int _rows;
    private readonly int _unit;

    // Units in the smaller blocks, and how many blocks, the first ones, have one more.
    private readonly int _least;
    private readonly int _larger;

    /// <param name="rows">Rows of the batch; at least 1.</param>
    /// <param name="most">Rows in a block.</param>
    public BlockCuts(int rows, int most)
    {
        _rows = rows;
        _unit = most % 2 == 0 && most < rows ? 2 : 1;
        int units = (int)(((long)rows + _unit - 1) / _unit);
        int blocks = (int)(((long)rows + most - 1) / most);
        Count = Math.Min(blocks == 1 ? 1 : blocks + blocks % 2, units);
        (_least, _larger) = Math.DivRem(units, Count);
    }

    public int Count { get; }

    /// <summary>The first row of a block, 0-based.</summary>
    public int First(int block) => _unit * (block * _least + Math.Min(block, _larger));

    /// <summary>Rows of a block.</summary>
    public int Rows(int block) => Math.Min(_rows, First(block + 1)) - First(block);
}
