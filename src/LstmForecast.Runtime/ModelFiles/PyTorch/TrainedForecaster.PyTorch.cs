using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.ModelFiles;
using LstmForecast.Transforms;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>
    /// Reads a network that was trained in PyTorch from a safetensors file of its <c>state_dict()</c>. Sizes follow
    /// from the tensors. Numbers of 16 bits become 32; a file with any of 64 bits makes a network of 64.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="layout">How the model's modules are named.</param>
    /// <param name="options">Channels and transforms; null for one channel and none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or its tensors are not those of the layout; each that is missing, left over or of another
    /// shape is named.
    /// </exception>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    public static TrainedForecaster FromPyTorch(string path, PyTorchLayout layout, PyTorchOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(layout);
        using FileStream file = File.OpenRead(path);
        return FromPyTorch(file, $"PyTorch's weights in '{path}'", layout, options ?? new());
    }

    /// <summary>Reads a network that was trained in PyTorch from a stream, to its end; the stream stays open.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="layout">How the model's modules are named.</param>
    /// <param name="options">Channels and transforms; null for one channel and none.</param>
    /// <exception cref="InvalidDataException">
    /// The data are damaged, or the tensors are not those of the layout; each that is missing, left over or of another
    /// shape is named.
    /// </exception>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    public static TrainedForecaster FromPyTorch(Stream stream, PyTorchLayout layout, PyTorchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layout);
        return FromPyTorch(stream, "PyTorch's weights in this stream", layout, options ?? new());
    }

    /// <summary>
    /// Writes the weights alone, under PyTorch's names, to a safetensors file that a PyTorch model can load
    /// (<c>load_state_dict(safetensors.torch.load_file(path))</c>). The file is complete or not there at all.
    /// </summary>
    /// <param name="path">The file's path; by convention it ends in <c>.safetensors</c>.</param>
    /// <param name="layout">How the PyTorch model's modules are named.</param>
    /// <exception cref="ArgumentException">The layout is that of another network.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path, PyTorchLayout layout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        CheckLayout(layout);
        AtomicFile.Write(path, stream => SaveWeights(stream, layout));
    }

    /// <summary>Writes the weights alone, under PyTorch's names, to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    /// <param name="layout">How the PyTorch model's modules are named.</param>
    /// <exception cref="ArgumentException">The layout is that of another network.</exception>
    public void SaveWeights(Stream stream, PyTorchLayout layout)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckLayout(layout);
        var names = new PyTorchNames(layout);
        NetworkWeights weights = Definition.Weights;
        Safetensors.Write(
            stream,
            "format",
            "pt",
            Definition.Precision,
            [.. weights.Shape.Weights().Select(one => (names.Of(one.Name), one.Shape, weights[one.Name]))],
            hasChecksum: false);
    }

    private static TrainedForecaster FromPyTorch(
        Stream stream, string what, PyTorchLayout layout, PyTorchOptions options)
    {
        (NetworkWeights weights, Precision precision) = ReadPyTorch(stream, what, layout);
        string[] problems = [.. options.Problems(weights.Shape.InputSize, weights.Shape.OutputSize)];
        if (problems.Length > 0)
            throw new ArgumentException($"{nameof(PyTorchOptions)}: {string.Join(" ", problems)}", nameof(options));
        return new TrainedForecaster(ModelDefinition.OneStep(
            [.. options.Channels],
            precision,
            options.Training is { } training
                ? TransformPipeline.Fit(options.Transforms, training)
                : new TransformPipeline([]),
            weights,
            new TrainingHistory { Epochs = [], StopReason = StopReason.EpochsCompleted, RestoredEpoch = 0 }));
    }

    private static (NetworkWeights Weights, Precision Precision) ReadPyTorch(
        Stream stream, string what, PyTorchLayout layout)
    {
        try
        {
            IReadOnlyDictionary<string, StoredTensor> tensors =
                new SafetensorsReader(stream, [], ElementType.All).ReadTensors(checksumKey: null);
            CheckWeights(tensors);
            return PyTorchWeights.Read(tensors, layout);
        }
        catch (Exception problem) when (Safetensors.IsDamage(problem))
        {
            throw new InvalidDataException($"{what} cannot be read: {problem.Message}", problem);
        }
    }

    private void CheckLayout(PyTorchLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        string[] problems = [.. PyTorchNames.Problems(layout, Definition.Weights.Shape)];
        if (problems.Length > 0) throw new ArgumentException(string.Join(" ", problems), nameof(layout));
    }
}
