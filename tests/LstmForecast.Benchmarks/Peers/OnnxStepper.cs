using LstmForecast.Network;
using LstmForecast.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace LstmForecast.Benchmarks;

/// <summary>
/// An exported model in ONNX Runtime at its quickest for one step: one thread (waking more takes longer than the step), inputs and outputs
/// bound once. What one step writes as the state the next one reads, so two bindings take turns.
/// </summary>
internal sealed class OnnxStepper : IStepper
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding[] _bindings;
    private readonly List<OrtValue> _values = [];
    private readonly float[] _input = new float[1];
    private readonly float[] _output = new float[1];
    private int _turn;

    /// <param name="weights">A network of one channel.</param>
    /// <param name="form">The sequence form reads sequences of length 1.</param>
    public OnnxStepper(NetworkWeights weights, OnnxMode form)
    {
        using var model = new MemoryStream();
        Forecasting.Model(weights).ExportOnnx(model, new() { Mode = form });
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(model.ToArray(), options);
        _bindings = [_session.CreateIoBinding(), _session.CreateIoBinding()];
        long[] outside = form == OnnxMode.Step ? [1, 1] : [1, 1, 1];
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.BindInput("x", Bindable(_input, outside));
            binding.BindOutput("y", Bindable(_output, outside));
        }

        for (int layer = 0; layer < weights.Shape.HiddenSizes.Length; layer++)
        {
            int units = weights.Shape.HiddenSizes[layer];
            foreach (string name in (string[])[$"h{layer}", $"c{layer}"])
            {
                OrtValue even = Bindable(new float[units], 1, units);
                OrtValue odd = Bindable(new float[units], 1, units);
                _bindings[0].BindInput(name, even);
                _bindings[0].BindOutput($"{name}_next", odd);
                _bindings[1].BindInput(name, odd);
                _bindings[1].BindOutput($"{name}_next", even);
            }
        }
    }

    public float Step(float input)
    {
        _input[0] = input;
        _session.RunWithBinding(_run, _bindings[_turn]);
        _turn ^= 1;
        return _output[0];
    }

    public void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings) binding.Dispose();
        foreach (OrtValue value in _values) value.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    /// <summary>A view of the array, which stays where it is until disposal.</summary>
    private OrtValue Bindable(float[] numbers, params long[] shape)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        _values.Add(value);
        return value;
    }
}
