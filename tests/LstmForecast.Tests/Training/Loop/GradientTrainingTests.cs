using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

/// <summary>Gradient training against the textbook's formulas, applied to gradients of an independent network.</summary>
public sealed partial class GradientTrainingTests
{
    private static readonly SeriesSet Train = Small.Waves([9, 6, 8]);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0.1)]
    public void Sgd_FullBatch_FollowsTheFormula(double momentum, double weightDecay)
    {
        var training = new SgdTraining
        {
            Epochs = 3,
            LearningRate = 0.3,
            Momentum = momentum,
            WeightDecay = weightDecay,
            RestoreEpoch = EpochChoice.Last,
        };
        using var reference = new TorchReference(Small.Untrained(Small.Exact, Train));
        double[][]? velocity = null;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            double[][] gradients = reference.Gradients(Train);
            velocity ??= [.. gradients.Select(gradient => new double[gradient.Length])];
            reference.Move((i, j, value) =>
            {
                velocity[i][j] = momentum * velocity[i][j] + gradients[i][j] + weightDecay * value;
                return -0.3 * velocity[i][j];
            });
        }

        Forecasts(Fit(training)).Should().Equal(Forecasts(reference), Nearly);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public void Adam_FullBatch_FollowsTheFormula(double weightDecay)
    {
        const double rate = 0.01;
        const double beta1 = 0.8;
        const double beta2 = 0.95;
        var training = new AdamWTraining
        {
            Epochs = 3,
            LearningRate = rate,
            Beta1 = beta1,
            Beta2 = beta2,
            WeightDecay = weightDecay,
            RestoreEpoch = EpochChoice.Last,
        };
        using var reference = new TorchReference(Small.Untrained(Small.Exact, Train));
        double[][]? mean = null;
        double[][]? square = null;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            double[][] gradients = reference.Gradients(Train);
            mean ??= [.. gradients.Select(gradient => new double[gradient.Length])];
            square ??= [.. gradients.Select(gradient => new double[gradient.Length])];
            reference.Move((i, j, value) =>
            {
                double g = gradients[i][j];
                mean[i][j] = beta1 * mean[i][j] + (1 - beta1) * g;
                square[i][j] = beta2 * square[i][j] + (1 - beta2) * g * g;
                double m = mean[i][j] / (1 - Math.Pow(beta1, epoch));
                double v = square[i][j] / (1 - Math.Pow(beta2, epoch));
                return -rate * weightDecay * value - rate * m / (Math.Sqrt(v) + 1e-8);
            });
        }

        Forecasts(Fit(training)).Should().Equal(Forecasts(reference), Nearly);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1000)]
    public void Sgd_ClippedGradient_StepsNoFurtherThanTheLimit(double limit)
    {
        using var reference = new TorchReference(Small.Untrained(Small.Exact, Train));
        double[][] gradients = reference.Gradients(Train);
        double norm = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(g => g * g)));
        double scale = Math.Min(1, limit / norm);
        reference.Move((i, j, _) => -0.3 * scale * gradients[i][j]);

        TrainedForecaster model = Fit(new SgdTraining
        {
            Epochs = 1,
            LearningRate = 0.3,
            ClipGradientNorm = limit,
            RestoreEpoch = EpochChoice.Last,
        });

        // PyTorch adds 1e-6 to the norm it divides by.
        Forecasts(model).Should().Equal(Forecasts(reference), (a, b) => Math.Abs(a - b) < 1e-7);
        double largest = gradients.Max(gradient => gradient.Max(Math.Abs));
        model.History.Epochs[0].GradientNorm.Should().BeApproximately(largest, 1e-12, "it is reported before it is cut");
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_AnyGradientTraining_HalvesTheLoss(GradientTraining training)
    {
        TrainedForecaster model = Fit(training);

        using var untrained = new TorchReference(Small.Untrained(Small.Exact, Train));
        Small.NaiveMeanSquaredOneStepError(model, Train).Should().BeLessThan(untrained.Loss(Train) / 2);
    }

    public static TheoryData<GradientTraining> Trainings() =>
    [
        new AdamWTraining { Epochs = 40, LearningRate = 0.03 },
        new AdamWTraining { Epochs = 40, LearningRate = 0.03, WeightDecay = 0.01, ClipGradientNorm = 1 },
        new AdamWTraining { Epochs = 20, LearningRate = 0.03, BatchSize = 1 },
        new SgdTraining { Epochs = 60, LearningRate = 0.3, Momentum = 0.9 },
        new SgdTraining { Epochs = 30, LearningRate = 0.3, Momentum = 0.9, BatchSize = 2, ClipGradientNorm = 1 },
    ];

    private static TrainedForecaster Fit(TrainingOptions training) => new SequenceForecaster(Small.Exact).Fit(Train, training);

    private static double[] Forecasts(TrainedForecaster model) =>
        [.. Train.SelectMany(series => model.FittedValues(series).Values.ToArray())];

    private static double[] Forecasts(TorchReference reference) => [.. Train.SelectMany(reference.FittedValues)];

    private static bool Nearly(double a, double b) => Math.Abs(a - b) < 1e-11;

    private static bool SequenceNearly(double[] a, double[] b) => a.Zip(b).All(pair => Nearly(pair.First, pair.Second));
}
