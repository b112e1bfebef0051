using System.Buffers.Binary;
using LstmForecast.Tests.Backend;

namespace LstmForecast.Tests.Training;

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
    public void Load_OtherVersion_NamesBothVersions()
    {
        byte[] bytes = Bytes(SomeState());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 9);

        Load(bytes).Should().Throw<InvalidDataException>().WithMessage(
            "The stream holds no usable L-BFGS state: it has version 9, and this library reads version 1.");
    }

    [Fact]
    public void Load_HugeCounts_RunsOutOfStreamBeforeMemory()
    {
        byte[] bytes = Bytes(SomeState());
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), int.MaxValue);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(20), int.MaxValue);

        Load(bytes).Should().Throw<InvalidDataException>()
            .WithMessage("The stream holds no usable L-BFGS state: it ends too early.");
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
