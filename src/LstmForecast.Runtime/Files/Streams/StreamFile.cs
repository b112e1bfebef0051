using LstmForecast.Files;

namespace LstmForecast;

/// <summary>
/// Files of streams, as members of <see cref="ForecastStream"/>: <c>stream.Save(path)</c> and
/// <c>ForecastStream.Load(model, path)</c>. The model is not in the file, which knows it by a hash.
/// </summary>
public static class StreamFile
{
    /// <summary>Writes and reads a stream.</summary>
    /// <param name="stream">The stream of forecasts.</param>
    extension(ForecastStream stream)
    {
        /// <summary>
        /// Writes where the stream is to a file, from which it goes on in another process. The file is complete or not there
        /// at all.
        /// </summary>
        /// <param name="path">The file's path.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            AtomicFile.Write(path, to => StreamFormat.Write(to, stream));
        }

        /// <summary>Writes where the stream is to a stream of bytes, which stays open.</summary>
        /// <param name="to">Where to write.</param>
        public void Save(Stream to)
        {
            ArgumentNullException.ThrowIfNull(stream);
            ArgumentNullException.ThrowIfNull(to);
            StreamFormat.Write(to, stream);
        }

        /// <summary>Reads a stream from a file, written on any machine.</summary>
        /// <param name="model">The model of the stream: the same weights and options; how it was trained does not matter.</param>
        /// <param name="path">The file's path.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, not a stream, of another version, or of another model.
        /// </exception>
        public static ForecastStream Load(TrainedForecaster model, string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            using FileStream file = File.OpenRead(path);
            return StreamFormat.Read(model, file, $"Stream file '{path}'");
        }

        /// <summary>Reads a stream from a stream of bytes, to its end; that stays open.</summary>
        /// <param name="model">The model of the stream: the same weights and options; how it was trained does not matter.</param>
        /// <param name="from">Where to read.</param>
        /// <exception cref="InvalidDataException">
        /// The data are damaged, not a stream, of another version, or of another model.
        /// </exception>
        public static ForecastStream Load(TrainedForecaster model, Stream from)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(from);
            return StreamFormat.Read(model, from, "The stream in these data");
        }
    }
}
