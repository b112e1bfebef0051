using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Models of any inputs and outputs, with random weights and without training.</summary>
internal static class Definitions
{
    public static ModelDefinition Random(
        ChannelRoles roles,
        int steps = 1,
        double[]? levels = null,
        MissingValues? missing = null,
        FittedTransform[]? transforms = null,
        int members = 1)
    {
        int covariates = roles.Past.Length + roles.Known.Length;
        var output = new OutputLayout(
            steps, roles.Targets.Length, levels is null ? OutputKind.Point : OutputKind.Quantiles, levels ?? []);
        var model = new ModelDefinition
        {
            Channels = roles,
            Precision = Precision.Float64,
            Transforms = new TransformPipeline(transforms ?? []),
            Covariates = CovariateInputs.None with
            {
                Means = [.. Enumerable.Range(0, covariates).Select(MeanOf)],
                Scales = [.. Enumerable.Range(0, covariates).Select(ScaleOf)],
            },
            Output = output,
            Missing = missing ?? MissingValues.Error,
            Members = [],
        };
        var shape = new NetworkShape(model.Input.Width, [5, 3], [], output.Width, Normalization.None);
        return model with
        {
            Members = [.. Enumerable.Range(0, members).Select(seed => new NetworkWeights(shape, RandomWeights.For(shape, seed + 1)))],
        };
    }

    /// <summary>What is subtracted from a covariate, past ones first.</summary>
    public static double MeanOf(int covariate) => covariate + 0.5;

    /// <summary>What it is divided by after that.</summary>
    public static double ScaleOf(int covariate) => covariate + 2;

    /// <summary>The same network, by its equations.</summary>
    public static ReferenceNetwork Reference(this ModelDefinition model)
    {
        NetworkShape shape = model.Weights.Shape;
        return RandomWeights.Reference(shape, shape.Weights().ToDictionary(weight => weight.Name, weight => model.Weights[weight.Name]));
    }

    public static void ShouldBeNear(this IEnumerable<double> actual, params double[] expected) =>
        actual.Should().Equal(expected, (a, b) => Math.Abs(a - b) <= 1e-10 * Math.Max(1, Math.Abs(b)));
}
