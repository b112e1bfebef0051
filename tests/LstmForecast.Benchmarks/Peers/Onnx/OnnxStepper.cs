using LstmForecast.Lstm;
using Microsoft.ML.OnnxRuntime;

namespace LstmForecast.Benchmarks;

/// <summary>
/// ONNX Runtime at its quickest for one step: one thread (waking more takes longer than the step), inputs and outputs
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

    public OnnxStepper(byte[] model, NetworkShape shape)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(model, options);
        _bindings = [_session.CreateIoBinding(), _session.CreateIoBinding()];
        foreach (OrtIoBinding binding in _bindings)
        {
            binding.BindInput("x", Bindable(_input));
            binding.BindOutput("y", Bindable(_output));
        }

        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            foreach (string name in (string[])[$"h{layer}", $"c{layer}"])
            {
                OrtValue even = Bindable(new float[shape.HiddenSizes[layer]]);
                OrtValue odd = Bindable(new float[shape.HiddenSizes[layer]]);
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
    private OrtValue Bindable(float[] numbers)
    {
        OrtValue value = OrtValue.CreateTensorValueFromMemory(numbers, [1, 1, numbers.Length]);
        _values.Add(value);
        return value;
    }
}
