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

    // Where the windows of each series begin among all, and behind the last one where they end: the windows themselves would take
    // more memory than the series.
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
        _begins = new int[_series.Length + 1];
        for (int i = 0; i < _series.Length; i++) _begins[i + 1] = checked(_begins[i] + CountOf(_series[i]));
        Steps = _series.Max(StepsOf);
        _keepTargets = _series.Sum(one => (long)one.Steps * TargetWidth) * BytesPerNumber <= MostBytesOfTargets;
    }

    public int Count => _begins[^1];

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
    public TrainingBatch All() => Batch([.. Windows()], keepTargets: false);

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
            order = [.. Windows()];
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

    private IEnumerable<Window> Windows()
    {
        for (int series = 0; series < _series.Length; series++)
        {
            for (int i = _begins[series]; i < _begins[series + 1]; i++) yield return Cut(series, i - _begins[series]);
        }
    }

    private Window Draw(SeededRandom random)
    {
        if (_options!.Sampling == WindowSampling.ByLength)
        {
            int drawn = random.NextInteger(0, Count);
            int found = Array.BinarySearch(_begins, drawn);
            // Each series has a window, so that no two begin in one place.
            int of = found >= 0 ? found : ~found - 1;
            return Cut(of, drawn - _begins[of]);
        }

        int series = random.NextInteger(0, _series.Length);
        return Cut(series, random.NextInteger(0, _begins[series + 1] - _begins[series]));
    }

    private int StepsOf(PreparedSeries series) => Math.Min(_options?.Length ?? int.MaxValue, series.Steps);

    private int CountOf(PreparedSeries series) =>
        _options is null ? 1 : (series.Steps - StepsOf(series)) / _options.Stride + 1;

    /// <summary>The first window of a series is its last: the newest points are never the ones left over.</summary>
    private Window Cut(int series, int index)
    {
        PreparedSeries one = _series[series];
        int steps = StepsOf(one);
        int back = index * (_options?.Stride ?? 0);
        return new Window(one, one.Steps - steps - back, steps, Math.Min(steps, _options?.LossSteps ?? steps));
    }
}
