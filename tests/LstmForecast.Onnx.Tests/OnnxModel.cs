using Microsoft.ML.OnnxRuntime;

namespace LstmForecast.Onnx.Tests;

/// <summary>An exported model in ONNX Runtime, with the state it carries from call to call.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly Dictionary<string, OrtValue> _state = [];

    public OnnxModel(TrainedForecaster model, OnnxExportOptions options, int batch = 1)
    {
        using var stream = new MemoryStream();
        model.ExportOnnx(stream, options);
        _session = new InferenceSession(stream.ToArray());
        foreach ((string name, NodeMetadata state) in Inputs.Where(input => Outputs.ContainsKey($"{input.Key}_next")))
        {
            state.Dimensions[0].Should().Be(-1);
            _state[name] = Tensor(new double[batch * state.Dimensions[1]], TypeOf(name), [batch, state.Dimensions[1]]);
        }
    }

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    public ModelMetadata Metadata => _session.ModelMetadata;

    /// <summary>One call; the state that comes out goes into the next.</summary>
    /// <returns>The values of <c>y</c>, and its shape.</returns>
    public (double[] Values, long[] Shape) Run(double[] x, params long[] shape) =>
        RunAll(new() { ["x"] = (x, shape) })["y"];

    /// <summary>One call with all inputs but the states, which go from call to call.</summary>
    /// <returns>All outputs but the states, with their shapes.</returns>
    public Dictionary<string, (double[] Values, long[] Shape)> RunAll(Dictionary<string, (double[] Values, long[] Shape)> inputs)
    {
        OrtValue[] given = [.. inputs.Select(one => Tensor(one.Value.Values, TypeOf(one.Key), one.Value.Shape))];
        string[] states = [.. _state.Keys];
        string[] values = [.. Outputs.Keys.Except(states.Select(name => $"{name}_next"))];
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(
            _run,
            [.. inputs.Keys, .. states],
            [.. given, .. states.Select(name => _state[name])],
            [.. values, .. states.Select(name => $"{name}_next")]);
        for (int i = 0; i < states.Length; i++)
        {
            OrtValue next = results[values.Length + i];
            _state[states[i]].Dispose();
            _state[states[i]] = Tensor(Values(next), TypeOf(states[i]), next.GetTensorTypeAndShape().Shape);
        }

        foreach (OrtValue value in given) value.Dispose();
        return values.Select((name, i) => (name, (Values(results[i]), results[i].GetTensorTypeAndShape().Shape)))
            .ToDictionary(one => one.name, one => one.Item2);
    }

    /// <summary>Goes on from the state of another model, for example one of the other form.</summary>
    public void TakeStateOf(OnnxModel other)
    {
        foreach ((string name, OrtValue value) in other._state)
        {
            _state[name].Dispose();
            _state[name] = Tensor(Values(value), TypeOf(name), value.GetTensorTypeAndShape().Shape);
        }
    }

    public void Dispose()
    {
        foreach (OrtValue value in _state.Values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private Precision TypeOf(string input) =>
        Inputs[input].ElementType == typeof(double) ? Precision.Float64 : Precision.Float32;

    private static OrtValue Tensor(double[] values, Precision precision, long[] shape) =>
        precision == Precision.Float64
            ? OrtValue.CreateTensorValueFromMemory(values, shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (float)value), shape);

    private static double[] Values(OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double
            ? value.GetTensorDataAsSpan<double>().ToArray()
            : [.. value.GetTensorDataAsSpan<float>().ToArray().Select(one => (double)one)];
}
