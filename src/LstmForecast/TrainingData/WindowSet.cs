using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Numerics;

namespace LstmForecast.TrainingData;

/// <summary>All windows of a set of series, and the batches made of them.</summary>
internal sealed class WindowSet
{
    /// <summary>Beyond that targets are computed for each batch anew, which takes longer than the network does.</summary>
    private const long MostBytesOfTargets = 256L << 20;

    private readonly PreparedSeries[] _series;
    private readonly ModelDefinition _model;
    private readonly BatchMemory _memory = new();
    private readonly WindowOptions? _options;
    private readonly Window[] _windows;

    // Where the windows of each series begin among all, and behind the last one where they end.
    private readonly int[] _begins;
    private readonly bool _keepTargets;

    /// <param name="series">What to cut windows from.</param>
    /// <param name="model">What inputs and targets are made of, and in which precision.</param>
    /// <param name="options">How to cut; null for one window a series, as long as it is.</param>
    public WindowSet(IEnumerable<PreparedSeries> series, ModelDefinition model, WindowOptions? options)
    {
        _series = [.. series];
        _model = model;
        _options = options;
        var all = new List<Window>();
        _begins = new int[_series.Length + 1];
        for (int i = 0; i < _series.Length; i++)
        {
            all.AddRange(Cut(_series[i]));
            _begins[i + 1] = all.Count;
        }

        _windows = [.. all];
        Steps = _windows.Max(window => window.Steps);
        _keepTargets = _series.Sum(one => (long)one.Steps * TargetWidth) * BytesPerNumber <= MostBytesOfTargets;
    }

    public int Count => _windows.Length;

    private int BytesPerNumber => _model.Precision == Precision.Float64 ? sizeof(double) : sizeof(float);

    private int TargetWidth => _model.Output.Steps * _model.Output.Targets;

    /// <summary>Time steps of the longest window.</summary>
    public int Steps { get; }

    public bool HasGaps => _series.Any(one => one.HasGaps);

    /// <summary>Puts the network's own forecasts in the place of what was not observed.</summary>
    public void FillGaps(NetworkWeights weights) =>
        PreparedSeries.FillGaps(_series, _model with { Members = [weights] });

    /// <summary>Whether <see cref="Epoch"/> draws windows, other ones each time.</summary>
    public bool AreDrawn => _options?.WindowsPerEpoch is not null;

    /// <summary>All windows in one batch.</summary>
    public TrainingBatch All() => Batch(_windows, keepTargets: false);

    /// <summary>The batches of an epoch, in an order that the seed decides; windows may be drawn again.</summary>
    /// <param name="batchSize">Windows in a batch.</param>
    /// <param name="seed">Of the forecaster.</param>
    /// <param name="epoch">1-based.</param>
    public Window[][] Epoch(int batchSize, long seed, int epoch)
    {
        var random = new SeededRandom(seed, stream: (ulong)epoch + 1);
        Window[] order;
        if (_options?.WindowsPerEpoch is int wanted)
        {
            order = [.. Enumerable.Range(0, wanted).Select(_ => Draw(random))];
        }
        else
        {
            order = [.. _windows];
            random.Shuffle(order.AsSpan());
        }

        return [.. order.Chunk(batchSize)];
    }

    /// <summary>Some windows in one batch, of many that are made of the same series.</summary>
    public TrainingBatch Batch(IReadOnlyList<Window> windows) => Batch(windows, _keepTargets);

    /// <summary>What the memory of a batch takes, at most.</summary>
    public long BytesOf(IReadOnlyList<Window> windows) =>
        (long)windows.Count * windows.Max(window => window.Steps) * (_model.Input.Width + 3 * TargetWidth) * BytesPerNumber;

    private TrainingBatch Batch(IReadOnlyList<Window> windows, bool keepTargets) =>
        TrainingBatch.Create(windows, _model.Input.Width, TargetWidth, _model.Precision, _memory, keepTargets);

    private Window Draw(SeededRandom random)
    {
        if (_options!.Sampling == WindowSampling.ByLength) return _windows[random.NextInteger(0, _windows.Length)];
        int series = random.NextInteger(0, _series.Length);
        return _windows[_begins[series] + random.NextInteger(0, _begins[series + 1] - _begins[series])];
    }

    private IEnumerable<Window> Cut(PreparedSeries series)
    {
        if (_options is null) return [new Window(series, 0, series.Steps, series.Steps)];
        int steps = Math.Min(_options.Length, series.Steps);
        // From the end, so that the newest points are never the ones left over.
        int windows = (series.Steps - steps) / _options.Stride + 1;
        return Enumerable.Range(0, windows).Select(i => Between(series, series.Steps - steps - i * _options.Stride, steps));
    }

    private Window Between(PreparedSeries series, int first, int steps) =>
        new(series, first, steps, Math.Min(steps, _options!.LossSteps ?? steps));
}
