using LstmForecast.Files;

namespace LstmForecast;

/// <summary>
/// Model files, by convention <c>.lstm</c>, as members of <see cref="TrainedForecaster"/>: <c>model.Save(path)</c> and
/// <c>TrainedForecaster.Load(path)</c>. A model file is a safetensors file with PyTorch's names for the weights, and all else
/// as metadata.
/// </summary>
public static class ModelFile
{
    /// <summary>Writes and reads a model.</summary>
    /// <param name="model">The model. Epochs that were kept are not written; save <see cref="TrainedForecaster.AtEpoch"/> for one of them.</param>
    extension(TrainedForecaster model)
    {
        /// <summary>
        /// Writes the model to a file. It is complete or not there at all: a crash or a full disk leaves an older file of
        /// that name whole.
        /// </summary>
        /// <param name="path">The file's path; by convention it ends in <c>.lstm</c>.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            AtomicFile.Write(path, stream => ModelFormat.Write(stream, model));
        }

        /// <summary>Writes the model to a stream, which stays open.</summary>
        /// <param name="stream">Where to write.</param>
        public void Save(Stream stream)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(stream);
            ModelFormat.Write(stream, model);
        }

        /// <summary>Reads a model from a file, written on any machine, without TorchSharp.</summary>
        /// <param name="path">The file's path.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">The file is damaged, not a model, or of a newer version.</exception>
        public static TrainedForecaster Load(string path)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            using FileStream file = File.OpenRead(path);
            return ModelFormat.Read(file, $"Model file '{path}'");
        }

        /// <summary>Reads a model from a stream, to its end; the stream stays open.</summary>
        /// <param name="stream">Where to read.</param>
        /// <exception cref="InvalidDataException">The data are damaged, not a model, or of a newer version.</exception>
        public static TrainedForecaster Load(Stream stream)
        {
            ArgumentNullException.ThrowIfNull(stream);
            return ModelFormat.Read(stream, "The model in this stream");
        }
    }
}
