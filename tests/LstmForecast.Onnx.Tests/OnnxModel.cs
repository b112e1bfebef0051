using LstmForecast.Lstm;
using Microsoft.ML.OnnxRuntime;

namespace LstmForecast.Onnx.Tests;

/// <summary>An exported model in ONNX Runtime, with the state it carries from call to call.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly Dictionary<string, OrtValue> _state = [];
    private readonly Precision _network;

    public OnnxModel(TrainedForecaster model, OnnxExportOptions options, int batch = 1)
    {
        using var stream = new MemoryStream();
        model.ExportOnnx(stream, options);
        _session = new InferenceSession(stream.ToArray());
        _network = model.Definition.Precision;
        NetworkShape shape = model.Definition.Weights.Shape;
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            int units = shape.HiddenSizes[layer];
            foreach (string name in (string[])[$"h{layer}", $"c{layer}"])
                _state[name] = Tensor(new double[batch * units], _network, [batch, units]);
        }
    }

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    public ModelMetadata Metadata => _session.ModelMetadata;

    /// <summary>One call; the state that comes out goes into the next.</summary>
    /// <returns>The values of <c>y</c>, and its shape.</returns>
    public (double[] Values, long[] Shape) Run(double[] x, params long[] shape)
    {
        Precision outside = Inputs["x"].ElementType == typeof(double) ? Precision.Float64 : Precision.Float32;
        using OrtValue input = Tensor(x, outside, shape);
        string[] states = [.. _state.Keys];
        string[] outputs = ["y", .. states.Select(name => $"{name}_next")];
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(
            _run, ["x", .. states], [input, .. states.Select(name => _state[name])], outputs);
        for (int i = 0; i < states.Length; i++)
        {
            OrtValue next = results[i + 1];
            _state[states[i]].Dispose();
            _state[states[i]] = Tensor(Values(next), _network, next.GetTensorTypeAndShape().Shape);
        }

        return (Values(results[0]), results[0].GetTensorTypeAndShape().Shape);
    }

    /// <summary>Goes on from the state of another model, for example one of the other form.</summary>
    public void TakeStateOf(OnnxModel other)
    {
        foreach ((string name, OrtValue value) in other._state)
        {
            _state[name].Dispose();
            _state[name] = Tensor(Values(value), _network, value.GetTensorTypeAndShape().Shape);
        }
    }

    public void Dispose()
    {
        foreach (OrtValue value in _state.Values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    private static OrtValue Tensor(double[] values, Precision precision, long[] shape) =>
        precision == Precision.Float64
            ? OrtValue.CreateTensorValueFromMemory(values, shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (float)value), shape);

    private static double[] Values(OrtValue value) =>
        value.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double
            ? value.GetTensorDataAsSpan<double>().ToArray()
            : [.. value.GetTensorDataAsSpan<float>().ToArray().Select(one => (double)one)];
}
