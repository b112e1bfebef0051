using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Optimizers;

/// <summary>
/// Network parameters as one flat float64 vector: each parameter's elements in row-major order, one parameter after the
/// other in the order given. float32 widens exactly and is rounded to nearest on the way back.
/// </summary>
internal sealed class FlatParameters
{
    private readonly Parameter[] _parameters;

    public FlatParameters(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
        if (_parameters.Length == 0)
        {
            throw new ArgumentException(
                "The list of parameters is empty; L-BFGS needs at least one, such as module.parameters().",
                nameof(parameters));
        }

        var seen = new HashSet<nint>();
        for (int i = 0; i < _parameters.Length; i++)
        {
            Parameter parameter = _parameters[i] ?? throw new ArgumentException(
                $"Parameter {i} is null; each must be a parameter of a module.", nameof(parameters));
            if (parameter.dtype is not (ScalarType.Float32 or ScalarType.Float64))
            {
                throw new ArgumentException(
                    $"Parameter {i} has element type {parameter.dtype}; L-BFGS needs Float32 or Float64.",
                    nameof(parameters));
            }

            if (!seen.Add(parameter.Handle))
            {
                throw new ArgumentException(
                    $"Parameter {i} is given twice; it would be moved twice. Give each parameter once.",
                    nameof(parameters));
            }

            Count = checked(Count + (int)parameter.numel());
        }
    }

    /// <summary>Elements of all parameters together.</summary>
    public int Count { get; }

    public IReadOnlyList<Parameter> Parameters => _parameters;

    public double[] Read()
    {
        using DisposeScope scope = NewDisposeScope();
        var flat = new double[Count];
        int offset = 0;
        foreach (Parameter parameter in _parameters)
        {
            offset += CopyTo(parameter, flat.AsSpan(offset));
        }

        return flat;
    }

    public void Write(ReadOnlySpan<double> flat)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            // Not every device has float64: what goes there, and what comes from there, is converted on the CPU.
            Tensor all = tensor(flat.ToArray(), ScalarType.Float64, CPU); // [parameters]
            long offset = 0;
            foreach (Parameter parameter in _parameters)
            {
                long count = parameter.numel();
                parameter.copy_(all.narrow(0, offset, count).view(parameter.shape).to_type(parameter.dtype));
                offset += count;
            }
        }
    }

    /// <summary>A parameter without a gradient counts as one with gradient zero.</summary>
    public void ReadGradient(Span<double> flat)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Parameter parameter in _parameters)
        {
            int count = (int)parameter.numel();
            Tensor? gradient = parameter.grad; // shape of the parameter
            if (gradient is null)
            {
                flat[..count].Clear();
            }
            else
            {
                CopyTo(gradient.is_sparse ? gradient.to_dense() : gradient, flat);
            }

            flat = flat[count..];
        }
    }

    public void ClearGradients()
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach (Parameter parameter in _parameters)
            {
                parameter.grad?.zero_();
            }
        }
    }

    private static int CopyTo(Tensor source, Span<double> target)
    {
        Tensor flat = source.detach().cpu().to(ScalarType.Float64).contiguous(); // shape of the source
        ReadOnlySpan<double> elements = MemoryMarshal.Cast<byte, double>(flat.bytes);
        elements.CopyTo(target);
        return elements.Length;
    }
}
