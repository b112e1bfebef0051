using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Files;

/// <summary>What a network of PyTorch is to a forecaster.</summary>
internal static class PyTorchModel
{
    private const string FirstWeight = "cells.0.weight_ih";

    /// <param name="options">They fit the network.</param>
    /// <param name="weights">Of the network, with an input for each channel.</param>
    /// <param name="precision">Of the network.</param>
    public static ModelDefinition Of(PyTorchOptions options, NetworkWeights weights, Precision precision)
    {
        string[] names = [.. options.AllChannels];
        int[] targets = [.. options.TargetNames.Select(name => Array.IndexOf(names, name))];
        int[] past = [.. Enumerable.Range(0, names.Length).Except(targets)];
        var roles = new ChannelRoles(names, targets, past, []);
        ChannelScale[]? measured = options.StandardizeCovariates ? ScaleMeasure.Standard.OfChannels(options.Training!) : null;
        ChannelScale[] scales = [.. past.Select(channel => measured?[channel] ?? new(0, 1))];
        return new ModelDefinition
        {
            Channels = roles,
            Precision = precision,
            Transforms = options.Transforms.Count == 0
                ? new TransformPipeline([])
                : TransformPipeline.Fit(options.Transforms, [.. options.Training!.Select(roles.TargetsOf)]),
            Covariates = CovariateInputs.None with
            {
                Means = [.. scales.Select(scale => scale.Level)],
                Scales = [.. scales.Select(scale => scale.Scale)],
            },
            Output = new OutputLayout(options.Horizon, targets.Length, OutputKind.Point, []),
            Members = [InOrder(weights, [.. targets, .. past], options.Channels.Count)],
        };
    }

    /// <summary>The network with its inputs in another order; one that it does not have gets no weight.</summary>
    /// <param name="weights">Of the network.</param>
    /// <param name="order">For each input the index of its channel.</param>
    /// <param name="inputs">How many channels, the first ones, the network is shown.</param>
    private static NetworkWeights InOrder(NetworkWeights weights, int[] order, int inputs)
    {
        if (order.SequenceEqual(Enumerable.Range(0, inputs))) return weights;
        double[] given = weights[FirstWeight];
        int rows = given.Length / inputs;
        var ordered = new double[rows * order.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int input = 0; input < order.Length; input++)
            {
                if (order[input] < inputs) ordered[row * order.Length + input] = given[row * inputs + order[input]];
            }
        }

        NetworkShape old = weights.Shape;
        var shape = new NetworkShape(order.Length, old.HiddenSizes, old.HeadSizes, old.OutputSize, old.Normalization);
        return new NetworkWeights(
            shape,
            shape.Weights().ToDictionary(
                weight => weight.Name, weight => weight.Name == FirstWeight ? ordered : weights[weight.Name], StringComparer.Ordinal));
    }
}
