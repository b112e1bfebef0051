using LstmForecast.Objectives;
using LstmForecast.Tests.Forecaster;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>Losses and their derivatives against their formulas, value by value.</summary>
public sealed class LossTests
{
    private static readonly double[] Errors = [-3, -1.5, -1, -0.3, 0.2, 0.9, 1.1, 4];

    public static TheoryData<Loss, Func<double, double>, Func<double, double>> Points => new()
    {
        { Loss.Squared, e => e * e, e => 2 * e },
        { Loss.Absolute, Math.Abs, e => Math.Sign(e) },
        { Loss.Huber(), e => Huber(e, 1), e => Math.Clamp(e, -1, 1) },
        { Loss.Huber(2.5), e => Huber(e, 2.5), e => Math.Clamp(e, -2.5, 2.5) },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public void Of_Points_FollowsTheFormula(Loss loss, Func<double, double> value, Func<double, double> derivative)
    {
        Small.LoadTorch();
        using var scope = NewDisposeScope();
        Tensor targets = tensor([.. Errors.Select((_, i) => i / 2.0)], [2, 2, 2], ScalarType.Float64);
        Tensor outputs = (targets + tensor(Errors, [2, 2, 2])).unsqueeze(-1).detach().requires_grad_();

        Tensor losses = loss.Of(outputs, targets);
        losses.sum().backward();

        losses.shape.Should().Equal(2, 2, 2);
        Objectives.Example.Flat(losses.detach()).Should().Equal(Errors.Select(value), Near);
        Objectives.Example.Flat(outputs.grad!).Should().Equal(Errors.Select(derivative), Near);
    }

    [Fact]
    public void Of_Quantiles_SumsThePinballLossesOverTheLevels()
    {
        Small.LoadTorch();
        double[] levels = [0.1, 0.5, 0.8];
        using var scope = NewDisposeScope();
        double[] forecasts = [.. Enumerable.Range(0, 24).Select(i => Math.Sin(3 * i))];
        double[] observed = [.. Enumerable.Range(0, 8).Select(i => Math.Cos(5 * i))];
        Tensor outputs = tensor(forecasts, [2, 2, 2, 3], ScalarType.Float64).requires_grad_();

        Tensor losses = Loss.Quantile(0.8, 0.1).Of(outputs, tensor(observed, [2, 2, 2], ScalarType.Float64));
        losses.sum().backward();

        double Pinball(int value, int level)
        {
            double error = observed[value] - forecasts[3 * value + level];
            return error >= 0 ? levels[level] * error : (levels[level] - 1) * error;
        }

        Objectives.Example.Flat(losses.detach()).Should().Equal(
            Enumerable.Range(0, 8).Select(value => Enumerable.Range(0, 3).Sum(level => Pinball(value, level))), Near);
        Objectives.Example.Flat(outputs.grad!).Should().Equal(
            Enumerable.Range(0, 24).Select(i => observed[i / 3] > forecasts[i] ? -levels[i % 3] : 1 - levels[i % 3]), Near);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Huber_DeltaNotAboveZero_Throws(double delta) =>
        FluentActions.Invoking(() => Loss.Huber(delta)).Should().ThrowExactly<ArgumentOutOfRangeException>()
            .WithMessage("Delta must be a finite number above 0.*");

    [Fact]
    public void Quantile_NoLevel_Throws() =>
        FluentActions.Invoking(() => Loss.Quantile()).Should().ThrowExactly<ArgumentException>()
            .WithMessage("There is no level; name at least one.*");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    public void Quantile_LevelNotBetweenZeroAndOne_NamesIt(double level) =>
        FluentActions.Invoking(() => Loss.Quantile(0.5, level)).Should().ThrowExactly<ArgumentException>().WithMessage(
            FormattableString.Invariant($"The level {level} is not between 0 and 1, both excluded; mend or leave it out.*"));

    private static double Huber(double e, double delta) =>
        Math.Abs(e) <= delta ? e * e / 2 : delta * (Math.Abs(e) - delta / 2);

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
