using System.Text.Json.Nodes;
using LstmForecast.Optimizers;
using LstmForecast.Runtime.Tests.Files;
using LstmForecast.Tests.Backend;
using LstmForecast.Tests.Files;
using LstmForecast.Tests.Training;

namespace LstmForecast.Tests.Optimizers;

public class LbfgsStateTests
{
    [Theory]
    [InlineData(LineSearch.None, 0.2, 0)]
    [InlineData(LineSearch.None, 0.2, 2)]
    [InlineData(LineSearch.StrongWolfe, 1, 1)]
    [InlineData(LineSearch.StrongWolfe, 1, 3)]
    public void RestoreState_AfterSomeSteps_GivesTheSameBitsAsNoPause(
        LineSearch search, double learningRate, int pauseAfter)
    {
        const int Steps = 5;
        using DisposeScopeOfTest scope = new();
        LbfgsOptions options = new()
        {
            LineSearch = search,
            LearningRate = learningRate,
            MaxIterations = 6,
            HistorySize = 5,
            ChangeTolerance = 0,
        };
        var straight = new Waves();
        using var straightOptimizer = new Lbfgs(straight.Weights, options);
        Run(straight, straightOptimizer, Steps);

        var first = new Waves();
        using var firstOptimizer = new Lbfgs(first.Weights, options);
        Run(first, firstOptimizer, pauseAfter);
        using var stream = new MemoryStream();
        firstOptimizer.ExportState().Save(stream);
        stream.Position = 0;
        var second = new Waves();
        using (TorchSharp.torch.no_grad())
        {
            foreach (var (to, from) in second.Weights.Zip(first.Weights))
            {
                to.copy_(from);
            }
        }

        using var secondOptimizer = new Lbfgs(second.Weights, options);
        secondOptimizer.RestoreState(LbfgsState.Load(stream));
        Run(second, secondOptimizer, Steps - pauseAfter);

        TestProblems.Bits(second.Weights).Should().Equal(TestProblems.Bits(straight.Weights));
        Bytes(secondOptimizer.ExportState()).Should().Equal(Bytes(straightOptimizer.ExportState()));
    }

    [Fact]
    public async Task RestoreState_InANewProcess_GivesTheSameBitsAsNoPause()
    {
        using var straight = new TemporaryFolder();
        using var paused = new TemporaryFolder();

        HostProcess whole = await HostProcess.RunVerbAsync("lbfgs", straight.Path, "7");
        HostProcess first = await HostProcess.RunVerbAsync("lbfgs", paused.Path, "3");
        HostProcess second = await HostProcess.RunVerbAsync("lbfgs", paused.Path, "4");

        whole.Error.Should().BeEmpty();
        first.Output.Should().NotBe(whole.Output);
        second.Output.Should().NotBeEmpty().And.Be(whole.Output);
    }

    [Fact]
    public void ExportState_ThenFurtherSteps_IsNotChangedByThem()
    {
        using DisposeScopeOfTest scope = new();
        var waves = new Waves();
        using var optimizer = new Lbfgs(waves.Weights);
        Run(waves, optimizer, 1);
        LbfgsState state = optimizer.ExportState();
        byte[] before = Bytes(state);

        Run(waves, optimizer, 1);

        Bytes(state).Should().Equal(before);
    }

    [Fact]
    public void RestoreState_LearningRateChanged_IsRestoredToo()
    {
        using DisposeScopeOfTest scope = new();
        using var source = new Lbfgs([TestProblems.Vector([1])]) { LearningRate = 0.25 };
        using var target = new Lbfgs([TestProblems.Vector([2])]);

        target.RestoreState(source.ExportState());

        target.LearningRate.Should().Be(0.25);
    }

    [Fact]
    public void RestoreState_OtherParameterCount_NamesBothCounts()
    {
        using DisposeScopeOfTest scope = new();
        using var source = new Lbfgs([TestProblems.Vector([1, 2, 3])]);
        using var target = new Lbfgs([TestProblems.Vector([1, 2])]);

        target.Invoking(t => t.RestoreState(source.ExportState())).Should().Throw<ArgumentException>().WithMessage(
            "The state is of an optimiser of 3 parameter elements; this one has 2. "
            + "Restore it for the network it was exported from.*");
    }

    [Fact]
    public void Load_StateInALargerStream_ReadsNoFurther()
    {
        LbfgsState state = SomeState();
        using var stream = new MemoryStream();
        stream.WriteByte(1);
        state.Save(stream);
        stream.WriteByte(2);
        stream.Position = 1;

        LbfgsState loaded = LbfgsState.Load(stream);

        stream.ReadByte().Should().Be(2);
        loaded.ParameterCount.Should().Be(state.ParameterCount);
        loaded.Iterations.Should().Be(state.Iterations).And.BePositive();
        loaded.Evaluations.Should().Be(state.Evaluations).And.BePositive();
        loaded.HistoryCount.Should().Be(state.HistoryCount).And.BePositive();
    }

    [Fact]
    public void Load_StreamCutAnywhere_IsInvalidData()
    {
        byte[] bytes = Bytes(SomeState());

        for (int length = 0; length < bytes.Length; length++)
        {
            Load(bytes[..length]).Should().Throw<InvalidDataException>("it is cut after {0} bytes", length);
        }
    }

    [Fact]
    public void Load_AnyByteChanged_IsInvalidData()
    {
        byte[] bytes = Bytes(SomeState());

        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x40;
            Load(damaged).Should().Throw<InvalidDataException>("byte {0} is changed", i);
        }
    }

    [Fact]
    public void Load_OtherVersion_NamesBothVersions() =>
        Load(Edited(metadata => metadata["version"] = 9)).Should().Throw<InvalidDataException>().WithMessage(
            "The L-BFGS state in this stream cannot be read: it has the format version 9, this library reads 1. "
            + "Save the state again, or start the optimizer without it.");

    [Theory]
    [InlineData("parameterCount", "2147483647", "section 'direction' needs F64 values 2147483647, found F64 values 2.")]
    [InlineData("parameterCount", "-1", "its counters contradict each other.")]
    [InlineData("evaluations", "0", "its counters contradict each other.")]
    [InlineData("iterations", "0", "it has more curvature pairs than iterations.")]
    [InlineData("pairCount", "-1", "it has more curvature pairs than iterations.")]
    [InlineData("pairCount", "1", "section 'rho' needs F64 values 1, found F64 values")]
    [InlineData("learningRate", "-0.5", "its learning rate is negative or not finite.")]
    [InlineData("hessianScale", "\"NaN\"", "it holds numbers that are not finite.")]
    [InlineData("stepLength", "null", "")]
    public void Load_MetadataThatLie_AreInvalidData(string property, string json, string message) =>
        Load(Edited(metadata => metadata[property] = JsonNode.Parse(json))).Should().Throw<InvalidDataException>()
            .WithMessage($"The L-BFGS state in this stream cannot be read: *{message}*");

    [Fact]
    public void Load_Mutants_AreStatesOrInvalidData()
    {
        int read = Mutants.Load(Bytes(SomeState()), 5000, mutant => LbfgsState.Load(new MemoryStream(mutant)));

        read.Should().BeInRange(50, 3000, "mutants must go deep, and most must be found out");
    }

    /// <summary>A state of before there was one format for all files.</summary>
    [Fact]
    public void Load_EarlierFormat_SaysSoAndWhatToDo() =>
        Load([.. "LSTMLBFG"u8, 1, 0, 0, 0, .. new byte[92]]).Should().Throw<InvalidDataException>().WithMessage(
            "The L-BFGS state in this stream cannot be read: it was written by an earlier version of this library, in a format "
            + "that is no longer read. Save the state again, or start the optimizer without it.");

    [Fact]
    public void Load_GoldenFile_HasWhatWasWritten()
    {
        byte[] golden = File.ReadAllBytes(GoldenFile.Path("Optimizers/Golden/version1.lbfgs", () => Bytes(Golden)));

        LbfgsState state = LbfgsState.Load(new MemoryStream(golden));

        state.ParameterCount.Should().Be(3);
        state.LearningRate.Should().Be(0.25);
        state.Memory.Should().BeEquivalentTo(Golden.Memory);
        Bytes(state).Should().Equal(golden);
    }

    private static LbfgsState Golden { get; } = new(3, 0.25, new LbfgsMemory
    {
        Iterations = 4,
        Evaluations = 9,
        Direction = [1, -2.5, 1e-300],
        StepLength = 0.1,
        PreviousGradient = [-0.0, 1.0 / 3, 7e200],
        PreviousLoss = 0.7,
        History = new([new([1, 2, 3], [4, 5, 6], 0.125), new([-1, 0, 1], [0.5, 0.25, 0.75], 3)], 1.0 / 7),
    });

    private static byte[] Edited(Action<JsonObject> edit)
    {
        HandMadeFile file = HandMadeFile.From(Bytes(SomeState()));
        file.EditMetadata(edit);
        return file.ToBytes();
    }

    private static Action Load(byte[] bytes) => () => LbfgsState.Load(new MemoryStream(bytes));

    private static LbfgsState SomeState()
    {
        using DisposeScopeOfTest scope = new();
        var x = TestProblems.Vector(TestProblems.RosenbrockStart);
        using var optimizer = new Lbfgs([x], new() { MaxIterations = 4 });
        optimizer.step(TestProblems.Closure(optimizer, () => TestProblems.Rosenbrock(x)));
        return optimizer.ExportState();
    }

    private static void Run(Waves waves, Lbfgs optimizer, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            optimizer.step(TestProblems.Closure(optimizer, waves.Loss));
        }
    }

    private static byte[] Bytes(LbfgsState state)
    {
        using var stream = new MemoryStream();
        state.Save(stream);
        return stream.ToArray();
    }
}
