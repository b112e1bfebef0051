using Google.Protobuf;
using LstmForecast.Checks;
using LstmForecast.Files;

namespace LstmForecast.Onnx;

/// <summary>
/// Writes trained models as ONNX models (operator set 17, IR version 8), for any runtime that reads them.
/// </summary>
/// <remarks>
/// Both modes have the inputs <c>x</c> and, for each LSTM layer from the bottom up, the hidden and the cell state
/// <c>h0</c>, <c>c0</c>, <c>h1</c>, <c>c1</c> … of shape <c>[batch, units]</c>: zeros at the start of a series. The
/// outputs are <c>y</c>, the forecast of the time step (or of the steps of the horizon) after each one read, and the states
/// afterwards, <c>h0_next</c>, <c>c0_next</c> …, to be given to the next call. Models with quantiles, a likelihood, missing
/// values, scales of each series or several networks have more of both; the metadata name every column of <c>x</c>. Batch
/// and time may have any size in every call.
/// </remarks>
public static class OnnxExport
{
    /// <summary>
    /// Writes a model to a file, which is complete or not there at all: a crash or a full disk leaves an older file of
    /// that name whole.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file's path; its folder must exist. By convention it ends in <c>.onnx</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option has an unknown value; all that do are listed.</exception>
    /// <exception cref="NotSupportedException">One of the model's transforms cannot be expressed in ONNX.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void ExportOnnx(this TrainedForecaster model, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new();
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        Proto.ModelProto onnx = ModelGraph.Build(model.Definition, options);
        AtomicFile.Write(path, onnx.WriteTo);
    }

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">An option has an unknown value; all that do are listed.</exception>
    /// <exception cref="NotSupportedException">One of the model's transforms cannot be expressed in ONNX.</exception>
    public static void ExportOnnx(this TrainedForecaster model, Stream stream, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new();
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        ModelGraph.Build(model.Definition, options).WriteTo(stream);
    }
}
