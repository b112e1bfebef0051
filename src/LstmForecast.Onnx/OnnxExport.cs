using Google.Protobuf;
using LstmForecast.ModelFiles;

namespace LstmForecast.Onnx;

/// <summary>
/// Writes trained models as ONNX models (operator set 17, IR version 8), for any runtime that reads them.
/// </summary>
/// <remarks>
/// Both forms have the inputs <c>x</c> and, for each LSTM layer from the bottom up, the hidden and the cell state
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
    /// <param name="path">The file's path; by convention it ends in <c>.onnx</c>.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="NotSupportedException">ONNX has no words for one of the model's transforms.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void ExportOnnx(this TrainedForecaster model, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Proto.ModelProto onnx = ModelGraph.Build(model.Definition, options ?? new());
        AtomicFile.Write(path, onnx.WriteTo);
    }

    /// <summary>Writes a model to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="NotSupportedException">ONNX has no words for one of the model's transforms.</exception>
    public static void ExportOnnx(this TrainedForecaster model, Stream stream, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        ModelGraph.Build(model.Definition, options ?? new()).WriteTo(stream);
    }
}
