namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Shows on small sources that the checks find what they are there to find, and nothing else.</summary>
public sealed class CheckerTests
{
    private static readonly SourceFile KernelOfLstm = Runtime("Lstm/Kernel.cs", """
        namespace LstmForecast.Lstm;
        internal static class Kernel { public static int Run(int n) => n; }
        public sealed record Options { public int Width { get; init; } public int this[int i] => i; }
        """);

    private static readonly SourceFile PublicWeightsOfLstm =
        Runtime("Lstm/Weights.cs", "namespace LstmForecast; public sealed class Weights { public int Size; }");

    [Fact]
    public void UsingCheck_ForbiddenFolder_IsFound()
    {
        SourceFile file = Runtime("Series/A.cs", "using System;\nusing LstmForecast.Lstm;\nnamespace A;");

        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(file)).Select(found => found.ToString()).Should().Equal(
            "src/LstmForecast.Runtime/Series/A.cs(2): folder 'Series' may not import 'LstmForecast.Lstm'");
    }

    [Theory]
    [InlineData("Series/A.cs", "using static TorchSharp.torch;")]
    [InlineData("Series/A.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("Series/A.cs", "using System.Reflection.Emit;")]
    [InlineData("Series/A.cs", "global using LstmForecast.Training;")]
    [InlineData("Series/A.cs", "using K = LstmForecast.Lstm.Kernel;")]
    [InlineData("Series/A.cs", "namespace LstmForecast.Series { using LstmForecast.Forecasting; }")]
    [InlineData("Evaluation/Deep/A.cs", "using LstmForecast.Lstm;")]
    public void UsingCheck_ForbiddenLine_IsFound(string path, string text) =>
        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime(path, text))).Should().ContainSingle();

    [Theory]
    [InlineData("Forecasting/A.cs", "using System.Numerics; using LstmForecast.Lstm; using LstmForecast;")]
    [InlineData("Series/A.cs", "using Pair = (int, int); using Microsoft.Win32.SafeHandles;")]
    [InlineData("Lstm/Simd/A.cs", "using LstmForecast.Lstm; using LstmForecast.Lstm.Simd;")]
    public void UsingCheck_AllowedLine_Passes(string path, string text) =>
        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime(path, text))).Should().BeEmpty();

    [Fact]
    public void DependencyCheck_PublicTypeWithoutUsingLine_IsFound()
    {
        SourceFile file = Runtime("Series/A.cs", "namespace LstmForecast.Series;\ninternal sealed class A(Weights w);");

        Dependencies("LstmForecast.Runtime", file, PublicWeightsOfLstm).Should().Equal(
            "src/LstmForecast.Runtime/Series/A.cs(2): folder 'Series' may not use 'Weights' of folder 'Lstm'");
    }

    [Theory]
    [InlineData("int F() => LstmForecast.Lstm.Kernel.Run(1);")]
    [InlineData("int F(dynamic d) => new LstmForecast.Lstm.Options()[0];")]
    [InlineData("object F() => new List<Weights>();")]
    [InlineData("Type F() => typeof(System.Reflection.Emit.OpCodes);")]
    [InlineData("object F() => TorchSharp.torch.zeros(1);")]
    public void DependencyCheck_ForbiddenUse_IsFound(string member)
    {
        SourceFile file = Runtime("Series/A.cs", $"namespace LstmForecast.Series; internal class A {{ {member} }}");

        Dependencies("LstmForecast.Runtime", file, KernelOfLstm, PublicWeightsOfLstm).Should().NotBeEmpty();
    }

    [Fact]
    public void DependencyCheck_AllowedAndOwnUse_Passes()
    {
        SourceFile file = Runtime("Forecasting/A.cs", """
            using LstmForecast.Lstm;
            namespace LstmForecast.Forecasting;
            /// <summary>Never a dependency: <see cref="LstmForecast.SequenceForecaster"/>.</summary>
            internal sealed record A(Weights Weights)
            {
                public int F(Options o) => Kernel.Run(o.Width) + new Options { Width = 2 }[0] + G().Size;
                private Weights G() => Weights;
            }
            """);

        Dependencies("LstmForecast.Runtime", file, KernelOfLstm, PublicWeightsOfLstm).Should().BeEmpty();
    }

    [Fact]
    public void DependencyCheck_InternalsOfEarlierProject_AreSeenThroughFriendship()
    {
        SourceFile allowed = new("LstmForecast", "Signals/A.cs",
            "namespace LstmForecast.Signals; internal class Sine { public static int N => Lstm.Kernel.Run(1); }");
        SourceFile forbidden = new("LstmForecast", "Network/B.cs",
            "namespace LstmForecast.Network; internal class B { public static int N => Signals.Sine.N; }");

        Dependencies("LstmForecast", allowed, forbidden, KernelOfLstm).Should().Equal(
            "src/LstmForecast/Network/B.cs(1): folder 'Network' may not use 'Sine' of folder 'Signals'",
            "src/LstmForecast/Network/B.cs(1): folder 'Network' may not use 'Sine.N' of folder 'Signals'");
    }

    [Fact]
    public void FolderCheck_UnknownFolder_IsFound() =>
        FolderCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime("Helpers/A.cs", ""))).Should().ContainSingle();

    [Fact]
    public void NamespaceCheck_InternalTypeOutsideItsFolder_IsFound() =>
        NamespaceCheck.Run(Rules("LstmForecast.Runtime"), Project(KernelOfLstm, PublicWeightsOfLstm,
            Runtime("Series/A.cs", "namespace LstmForecast; internal enum A { }"))).Should().ContainSingle();

    private static SourceFile Runtime(string path, string text) => new("LstmForecast.Runtime", path, text);

    private static SourceProject Project(params SourceFile[] files) => new(files[0].Project, files);

    private static ProjectRules Rules(string project) => ImportTables.Projects.Single(rules => rules.Name == project);

    private static IEnumerable<string> Dependencies(string project, params SourceFile[] files)
    {
        var projects = ImportTables.Projects.Select(rules =>
            new SourceProject(rules.Name, [.. files.Where(file => file.Project == rules.Name)])
            {
                Friends = ["LstmForecast"],
            });
        return new DependencyCheck(new CompiledSources(projects)).Run(Rules(project)).Select(found => found.ToString());
    }
}
