using LstmForecast.Files;

namespace LstmForecast;

/// <summary>
/// Files of many streams, as members of <see cref="ForecastStreamBatch"/>: <c>batch.Save(path)</c> and
/// <c>ForecastStreamBatch.Load(model, path)</c>. The model is not in the file, which knows it by a hash.
/// </summary>
public static class StreamBatchFile
{
    /// <summary>Writes and reads many streams.</summary>
    /// <param name="batch">The streams.</param>
    extension(ForecastStreamBatch batch)
    {
        /// <summary>
        /// Writes where all series are to one file, from which they go on in another process. The file is complete or not
        /// there at all.
        /// </summary>
        /// <param name="path">The file's path.</param>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(batch);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            AtomicFile.Write(path, to => StreamFormat.Write(to, batch));
        }

        /// <summary>Writes where all series are to a stream of bytes, which stays open.</summary>
        /// <param name="to">Where to write.</param>
        public void Save(Stream to)
        {
            ArgumentNullException.ThrowIfNull(batch);
            ArgumentNullException.ThrowIfNull(to);
            StreamFormat.Write(to, batch);
        }

        /// <summary>Reads many streams from a file, written on any machine.</summary>
        /// <param name="model">The model of the streams: the same weights and options; how it was trained does not matter.</param>
        /// <param name="path">The file's path.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, not of many streams, of another version, or of another model.
        /// </exception>
        public static ForecastStreamBatch Load(TrainedForecaster model, string path)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            using FileStream file = File.OpenRead(path);
            return StreamFormat.ReadBatch(model, file, $"Stream file '{path}'");
        }

        /// <summary>Reads many streams from a stream of bytes, to its end; that stays open.</summary>
        /// <param name="model">The model of the streams: the same weights and options; how it was trained does not matter.</param>
        /// <param name="from">Where to read.</param>
        /// <exception cref="InvalidDataException">
        /// The data are damaged, not of many streams, of another version, or of another model.
        /// </exception>
        public static ForecastStreamBatch Load(TrainedForecaster model, Stream from)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentNullException.ThrowIfNull(from);
            return StreamFormat.ReadBatch(model, from, "The streams in these data");
        }
    }
}
