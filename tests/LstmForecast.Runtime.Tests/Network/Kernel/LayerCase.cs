using CsCheck;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>A layer to compute: its weights, what goes in, and the derivatives that come from above.</summary>
internal sealed record LayerCase(int Rows, int Steps, int Input, int Hidden, int Seed)
{
    public static readonly Gen<LayerCase> Small = Within(rows: 3, steps: 4, input: 3, hidden: 5);

    public static readonly Gen<LayerCase> Any = Within(rows: 40, steps: 60, input: 9, hidden: 70);

    public double[] WeightIh { get; init; } = Values(4 * Hidden * Input, Math.Sqrt(Hidden), Seed, 1);

    public double[] WeightHh { get; init; } = Values(4 * Hidden * Hidden, Math.Sqrt(Hidden), Seed, 2);

    public double[] Bias { get; init; } = Values(4 * Hidden, 1, Seed, 3);

    /// <summary><c>[rows, steps, input]</c>.</summary>
    public double[] X { get; init; } = Values(Rows * Steps * Input, 0.5, Seed, 4);

    /// <summary><c>[rows, hidden]</c>.</summary>
    public double[] H0 { get; init; } = Values(Rows * Hidden, 1, Seed, 5);

    /// <inheritdoc cref="H0"/>
    public double[] C0 { get; init; } = Values(Rows * Hidden, 0.5, Seed, 6);

    /// <summary>By the outputs, <c>[rows, steps, hidden]</c>.</summary>
    public double[] DY { get; init; } = Values(Rows * Steps * Hidden, 1, Seed, 7);

    /// <summary>By the state after the last step, <c>[rows, hidden]</c>.</summary>
    public double[] DH { get; init; } = Values(Rows * Hidden, 1, Seed, 8);

    /// <inheritdoc cref="DH"/>
    public double[] DC { get; init; } = Values(Rows * Hidden, 1, Seed, 9);

    /// <summary>One row of it, as a case of its own.</summary>
    public LayerCase Row(int row) => this with
    {
        Rows = 1,
        X = Part(X, row),
        H0 = Part(H0, row),
        C0 = Part(C0, row),
        DY = Part(DY, row),
        DH = Part(DH, row),
        DC = Part(DC, row),
    };

    public double[] Part(double[] ofAllRows, int row)
    {
        int size = ofAllRows.Length / Rows;
        return ofAllRows[(row * size)..((row + 1) * size)];
    }

    private static Gen<LayerCase> Within(int rows, int steps, int input, int hidden) =>
        from r in Gen.Int[1, rows]
        from s in Gen.Int[1, steps]
        from i in Gen.Int[1, input]
        from h in Gen.Int[1, hidden]
        from seed in Gen.Int[0, 1000]
        select new LayerCase(r, s, i, h, seed);

    /// <summary>Uniform in ±1/<paramref name="scale"/>, and floats, so that both types start from the same numbers.</summary>
    private static double[] Values(int count, double scale, int seed, int stream)
    {
        var random = new Random(seed * 10 + stream);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((2 * random.NextDouble() - 1) / scale))];
    }
}

/// <summary>All that a layer gives, in the layouts of <see cref="LayerCase"/>.</summary>
internal sealed record LayerResult(
    double[] Y,
    double[] H,
    double[] C,
    double[] DWeightIh,
    double[] DWeightHh,
    double[] DBias,
    double[] DX,
    double[] DH0,
    double[] DC0)
{
    public static LayerResult Zero(LayerCase k) => new(
        new double[k.Rows * k.Steps * k.Hidden],
        new double[k.Rows * k.Hidden],
        new double[k.Rows * k.Hidden],
        new double[k.WeightIh.Length],
        new double[k.WeightHh.Length],
        new double[k.Bias.Length],
        new double[k.X.Length],
        new double[k.Rows * k.Hidden],
        new double[k.Rows * k.Hidden]);

    public IEnumerable<(string Name, double[] Values)> Forward => [(nameof(Y), Y), (nameof(H), H), (nameof(C), C)];

    public IEnumerable<(string Name, double[] Values)> Gradients =>
    [
        (nameof(DWeightIh), DWeightIh), (nameof(DWeightHh), DWeightHh), (nameof(DBias), DBias),
        (nameof(DX), DX), (nameof(DH0), DH0), (nameof(DC0), DC0),
    ];
}
