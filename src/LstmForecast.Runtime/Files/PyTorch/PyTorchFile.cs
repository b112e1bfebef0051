using LstmForecast.Files;
using LstmForecast.Network;

namespace LstmForecast;

/// <summary>Networks that PyTorch trained, and weights for PyTorch, as safetensors files.</summary>
public static class PyTorchFile
{
    /// <summary>
    /// Reads a network that was trained in PyTorch from a safetensors file of its <c>state_dict()</c>. Sizes follow
    /// from the tensors. Numbers of 16 bits become 32; a file with any of 64 bits makes a network of 64.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="layout">How the model's modules are named.</param>
    /// <param name="options">Channels, targets, horizon and transforms; null for one channel, fed back, and none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or its tensors are not those of the layout; each that is missing, left over or of another
    /// shape is named.
    /// </exception>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    public static TrainedForecaster Read(string path, PyTorchLayout layout, PyTorchOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(layout);
        using FileStream file = File.OpenRead(path);
        return Read(file, $"PyTorch's weights in '{path}'", layout, options ?? new());
    }

    /// <summary>Reads a network that was trained in PyTorch from a stream, to its end; the stream stays open.</summary>
    /// <param name="stream">Where to read.</param>
    /// <param name="layout">How the model's modules are named.</param>
    /// <param name="options">Channels, targets, horizon and transforms; null for one channel, fed back, and none.</param>
    /// <exception cref="InvalidDataException">
    /// The data are damaged, or the tensors are not those of the layout; each that is missing, left over or of another
    /// shape is named.
    /// </exception>
    /// <exception cref="ArgumentException">The options do not fit the network.</exception>
    public static TrainedForecaster Read(Stream stream, PyTorchLayout layout, PyTorchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layout);
        return Read(stream, "PyTorch's weights in this stream", layout, options ?? new());
    }

    /// <summary>
    /// Writes the weights alone, under PyTorch's names, to a safetensors file that a PyTorch model can load
    /// (<c>load_state_dict(safetensors.torch.load_file(path))</c>). The file is complete or not there at all.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file's path; by convention it ends in <c>.safetensors</c>.</param>
    /// <param name="layout">How the PyTorch model's modules are named.</param>
    /// <param name="member">Which network of an ensemble, 0-based; needed for an ensemble.</param>
    /// <exception cref="ArgumentException">
    /// The layout is that of another network, or the model is an ensemble and no member is named.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(TrainedForecaster model, string path, PyTorchLayout layout, int? member = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        NetworkWeights weights = WeightsFor(model, layout, member);
        AtomicFile.Write(path, stream => Write(stream, weights, model.Definition.Precision, layout));
    }

    /// <summary>Writes the weights alone, under PyTorch's names, to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="layout">How the PyTorch model's modules are named.</param>
    /// <param name="member">Which network of an ensemble, 0-based; needed for an ensemble.</param>
    /// <exception cref="ArgumentException">
    /// The layout is that of another network, or the model is an ensemble and no member is named.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    public static void Write(TrainedForecaster model, Stream stream, PyTorchLayout layout, int? member = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NetworkWeights weights = WeightsFor(model, layout, member);
        Write(stream, weights, model.Definition.Precision, layout);
    }

    private static void Write(Stream stream, NetworkWeights weights, Precision precision, PyTorchLayout layout)
    {
        var names = new PyTorchNames(layout);
        Safetensors.Write(
            stream,
            "format",
            "pt",
            [.. weights.Shape.Weights().Select(one => new Section(names.Of(one.Name), precision, one.Shape, weights[one.Name]))],
            hasChecksum: false);
    }

    private static TrainedForecaster Read(
        Stream stream, string what, PyTorchLayout layout, PyTorchOptions options)
    {
        (NetworkWeights weights, Precision precision) = ReadWeights(stream, what, layout);
        options.ThrowIfInvalid(weights.Shape.InputSize, weights.Shape.OutputSize, nameof(options));
        return new TrainedForecaster(PyTorchModel.Of(options, weights, precision));
    }

    private static (NetworkWeights Weights, Precision Precision) ReadWeights(
        Stream stream, string what, PyTorchLayout layout)
    {
        try
        {
            var file = new SafetensorsReader(stream, [], new(ElementType.All, MaxDataBytes: Array.MaxLength));
            IReadOnlyDictionary<string, StoredTensor> tensors = file.ReadTensors(checksumKey: null);
            ModelChecks.CheckWeights(tensors);
            return PyTorchWeights.Read(tensors, layout);
        }
        catch (Exception problem) when (Safetensors.IsDamage(problem))
        {
            throw new InvalidDataException($"{what} cannot be read: {problem.Message}", problem);
        }
    }

    /// <summary>Those of one network, which the layout must fit.</summary>
    private static NetworkWeights WeightsFor(TrainedForecaster model, PyTorchLayout layout, int? member)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(layout);
        IReadOnlyList<NetworkWeights> members = model.Definition.Members;
        if (member is null && members.Count > 1)
        {
            throw new ArgumentException(
                $"The model is an ensemble of {members.Count} networks, and a file for PyTorch holds one. Say which by "
                + $"{nameof(member)}, 0 to {members.Count - 1}, and write a file for each.",
                nameof(member));
        }

        if (member < 0 || member >= members.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(member), member, $"The model has {members.Count} networks; {nameof(member)} must be 0 to {members.Count - 1}.");
        }

        NetworkWeights weights = members[member ?? 0];
        string[] problems = [.. PyTorchNames.Problems(layout, weights.Shape)];
        return problems.Length == 0 ? weights : throw new ArgumentException(string.Join(" ", problems), nameof(layout));
    }
}
