using System.Globalization;
using System.Text.Json;

namespace LstmForecast.Samples;

/// <summary>One series from a text, its forecasts as lines of JSON.</summary>
internal sealed class StreamSession : IDisposable
{
    private readonly ForecastStream _state;
    private readonly double[] _values;
    private readonly double[] _forecast;
    private readonly Stream _output;
    private readonly Utf8JsonWriter _writer;

    public StreamSession(TrainedForecaster model, int horizon, Stream output)
    {
        // From nothing: the first points warm the state.
        _state = model.StartStream(new TimeSeries("stdin", [], model.Channels));
        _values = new double[model.Channels.Count];
        _forecast = new double[horizon * model.TargetChannels.Count];
        _output = output;
        _writer = new Utf8JsonWriter(output);
    }

    /// <summary>To the end of the text.</summary>
    /// <exception cref="FormatException">A line is no point: names it.</exception>
    public void Run(TextReader input)
    {
        int number = 0;
        while (input.ReadLine() is string line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            Read(line, number);
            Update(line, number);
            if (_state.IsReady) Print();
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Read(string line, int number)
    {
        int channel = 0;
        foreach (Range part in line.AsSpan().Split(','))
        {
            if (channel == _values.Length
                || !double.TryParse(line.AsSpan(part), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                throw new FormatException(
                    $"Line {number} is '{line}'; it needs {_values.Length} numbers with commas between them, and a point in each.");
            }

            _values[channel++] = value;
        }

        if (channel < _values.Length)
            throw new FormatException($"Line {number} is '{line}'; it has {channel} numbers and needs {_values.Length}.");
    }

    private void Update(string line, int number)
    {
        try
        {
            _state.Update(_values);
        }
        catch (ArgumentException problem)
        {
            // Without the method's parameter, which means nothing to who wrote the line.
            string message = problem.Message.Replace($" (Parameter '{problem.ParamName}')", "", StringComparison.Ordinal);
            throw new FormatException($"Line {number} is '{line}': {message}", problem);
        }
    }

    private void Print()
    {
        _state.Forecast(_forecast);
        IReadOnlyList<string> targets = _state.Model.TargetChannels;
        _writer.WriteStartObject();
        _writer.WriteNumber("point", _state.Count);
        _writer.WriteBoolean("missing", _state.LastWasMissing);
        _writer.WriteString("drift", _state.Drift.Kind.ToString());
        _writer.WriteStartObject("forecast");
        for (int target = 0; target < targets.Count; target++)
        {
            _writer.WriteStartArray(targets[target]);
            for (int i = target; i < _forecast.Length; i += targets.Count)
            {
                // JSON has no word for what is not finite.
                if (double.IsFinite(_forecast[i])) _writer.WriteNumberValue(_forecast[i]);
                else _writer.WriteNullValue();
            }

            _writer.WriteEndArray();
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }
}
