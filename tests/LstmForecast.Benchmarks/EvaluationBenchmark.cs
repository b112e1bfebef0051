using System.CommandLine;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// One evaluation of loss and gradient over the article's training set, which training does nothing else but repeat:
/// against <c>LSTMCell</c> stepped through time, <c>nn.LSTM</c>, libtorch's product of matrices and the most that the processor
/// can do.
/// </summary>
internal static class EvaluationBenchmark
{
    public static Command Command()
    {
        Option<int> rounds = Options.Rounds();
        var command = new Command("evaluation", "One evaluation of loss and gradient.") { rounds };
        Func<ParseResult, EvaluationSizes> sizes = EvaluationSizes.AddTo(command);
        command.SetAction(parsed => Run(sizes(parsed), parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(EvaluationSizes sizes, int rounds)
    {
        // First, while this process has nothing to compete with.
        double memory = EvaluationMemory.Megabytes(sizes, EvaluationMemory.Ours);
        double memoryOfCell = EvaluationMemory.Megabytes(sizes, EvaluationMemory.LstmCell);

        using DisposeScope scope = NewDisposeScope();
        using TrainingSetup setup = sizes.Setup();
        using TrainedLoss ours = setup.Ours();
        using TrainedLoss cell = setup.LstmCell();
        using var lstm = new NnLstm(setup.Weights, setup.Type);
        using var product = new SquareProduct(setup.Type);
        var peak = new MultiplyAddPeak(sizes.IsDouble, sizes.Threads ?? Environment.ProcessorCount);
        Console.WriteLine($"libtorch has {get_num_threads()} threads");
        CheckAgreement(setup, ours, cell, lstm);

        Samples[] samples = Interleaved.Measure(
            rounds,
            new Contender("ours", () => ours.Backward(setup.Batch)),
            new Contender("LSTMCell", () => cell.Backward(setup.Batch)),
            new Contender("nn.LSTM", () => lstm.Backward(setup.Batch)),
            new Contender("matrix product", product.Multiply),
            new Contender("multiply-adds alone", peak.Run));
        double operations = Work.Evaluation(setup.Shape, setup.Batch.Windows, setup.Batch.Steps);
        Console.WriteLine(
            $"{operations / 1e9:F2} GFLOP an evaluation, ours at {operations / samples[0].Median / 1e9:F0} GFLOP/s, "
            + $"the matrix product at {SquareProduct.Operations / samples[3].Median / 1e9:F0}, "
            + $"multiply-adds alone at {peak.Operations / samples[4].Median / 1e9:F0}");
        Figures.Print(
            ("milliseconds", samples[0].Median * 1e3),
            ("ratio-lstmcell", samples[1].Over(samples[0])),
            ("ratio-nnlstm", samples[2].Over(samples[0])),
            // Rates are operations over time: the ratio of times turns round.
            ("roofline", operations / peak.Operations * samples[4].Over(samples[0])),
            ("memory-mb", memory),
            ("memory-lstmcell-mb", memoryOfCell));
    }

    private static void CheckAgreement(TrainingSetup setup, TrainedLoss ours, TrainedLoss cell, NnLstm lstm)
    {
        double tolerance = setup.Precision == Precision.Float32 ? 1e-3 : 1e-9;
        double loss = ours.Backward(setup.Batch);
        double norm = ours.GradientNorm;
        Check("LSTMCell", cell.Backward(setup.Batch), cell.GradientNorm);
        Check("nn.LSTM", lstm.Backward(setup.Batch), GradientNorm(lstm.Weights));

        void Check(string name, double itsLoss, double itsNorm)
        {
            Agreement.Check($"loss of {name}, relatively,", Math.Abs(itsLoss / loss - 1), tolerance);
            Agreement.Check($"gradient norm of {name}, relatively,", Math.Abs(itsNorm / norm - 1), tolerance);
        }
    }

    private static double GradientNorm(IEnumerable<Parameter> weights)
    {
        using DisposeScope scope = NewDisposeScope();
        return Math.Sqrt(weights.Sum(weight => weight.grad!.to_type(ScalarType.Float64).square().sum().ToDouble()));
    }
}
