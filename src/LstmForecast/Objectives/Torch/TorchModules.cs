using LstmForecast.Backend;
using LstmForecast.Network;
using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast;

/// <summary>Between trained models and TorchSharp: for those who go on with the network there. Needs libtorch.</summary>
public static class TorchModules
{
    /// <summary>
    /// The network of a model as a stack of TorchSharp's <c>LSTMCell</c>s with its weights: the reference that every engine of
    /// this library is tested against. In evaluation mode, on the CPU, of the model's <see cref="Precision"/>.
    /// </summary>
    /// <param name="model">The model, which the module shares nothing with.</param>
    /// <param name="member">Which network of an ensemble, 0-based; may be left out where there is one.</param>
    /// <returns>
    /// A module from <c>[batch, time, input]</c> to <c>[batch, time, output]</c>, from states of zero; yours to dispose. Inputs
    /// and outputs are the network's: after the transforms, with covariates behind the targets, and indexes of static
    /// categories last. Output t is the forecast of what follows input t. The names of its weights are those of a model file.
    /// </returns>
    /// <exception cref="ArgumentException">The model is an ensemble, and no member is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says which package to add.</exception>
    public static nn.Module<Tensor, Tensor> ToTorchModule(this TrainedForecaster model, int? member = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        NetworkWeights weights = model.Definition.Members[Index(model, member)];
        NativeBackend.EnsureLoaded();
        ScalarType type = model.Definition.Precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;
        LstmStack stack = GlobalRandomState.Preserve(() => new LstmStack(weights.Shape, dropout: 0, type));
        StackWeights.Import(stack, weights);
        stack.eval();
        return stack;
    }

    /// <summary>The same model with the weights of a module: the way back from <see cref="ToTorchModule"/>.</summary>
    /// <param name="model">The model, which stays as it is.</param>
    /// <param name="module">
    /// A module with weights of the same names and shapes, on any device; rounded to the model's <see cref="Precision"/>.
    /// </param>
    /// <param name="member">Which network of an ensemble is replaced, 0-based; may be left out where there is one.</param>
    /// <returns>
    /// A model with the history of the first one. It has no calibrated intervals: those of other weights would not hold.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A weight is missing, has another shape or a value that is not a finite number; or the model is an ensemble, and no
    /// member is named.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such member.</exception>
    public static TrainedForecaster WithTorchWeights(this TrainedForecaster model, nn.Module module, int? member = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(module);
        int index = Index(model, member);
        NetworkShape shape = model.Definition.Weights.Shape;
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> state = module.state_dict();
        var byName = new Dictionary<string, double[]>(StringComparer.Ordinal);
        foreach ((string name, int[] sizes) in shape.Weights())
            byName[name] = Values(name, sizes, state, model.Definition.Precision);
        NetworkWeights[] members = [.. model.Definition.Members];
        members[index] = new NetworkWeights(shape, byName);
        return new TrainedForecaster(model.Definition with { Members = members, Intervals = null }, model.History);
    }

    private static int Index(TrainedForecaster model, int? member)
    {
        int members = model.Definition.Members.Count;
        if (member is null && members > 1)
        {
            throw new ArgumentException(
                $"The model is an ensemble of {members} networks; name the member, from 0 to {members - 1}.", nameof(member));
        }

        if (member < 0 || member >= members)
        {
            throw new ArgumentOutOfRangeException(
                nameof(member), member, $"The model has {members} network(s); name one from 0 to {members - 1}.");
        }

        return member ?? 0;
    }

    private static double[] Values(string name, int[] sizes, Dictionary<string, Tensor> module, Precision precision)
    {
        string needed = $"Weight '{name}' needs {string.Join(" x ", sizes)} finite values, and the module has ";
        if (!module.TryGetValue(name, out Tensor? tensor)) throw new ArgumentException($"{needed}none of that name.", nameof(module));
        if (!tensor.shape.SequenceEqual(sizes.Select(size => (long)size)))
            throw new ArgumentException($"{needed}{string.Join(" x ", tensor.shape)}.", nameof(module));
        double[] values = tensor.detach().cpu().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        if (precision == Precision.Float32)
        {
            for (int i = 0; i < values.Length; i++) values[i] = (float)values[i];
        }

        bool isVariance = name.EndsWith(".running_var", StringComparison.Ordinal);
        double[] bad = [.. values.Where(value => !double.IsFinite(value) || (isVariance && value < 0)).Take(1)];
        if (bad.Length > 0) throw new ArgumentException(FormattableString.Invariant($"{needed}{bad[0]} among them."), nameof(module));
        return values;
    }
}
