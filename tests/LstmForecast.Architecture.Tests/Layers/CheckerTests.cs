namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>Shows on small sources that the checks find what they are there to find, and nothing else.</summary>
public sealed class CheckerTests
{
    private static readonly SourceFile KernelOfNetwork = Runtime("Network/Kernel.cs", """
        namespace LstmForecast.Network;
        internal static class Kernel { public static int Run(int n) => n; }
        public sealed record Options { public int Width { get; init; } public int this[int i] => i; }
        """);

    private static readonly SourceFile PublicWeightsOfNetwork =
        Runtime("Network/Weights.cs", "namespace LstmForecast; public sealed class Weights { public int Size; }");

    [Fact]
    public void UsingCheck_ForbiddenFolder_IsFound()
    {
        SourceFile file = Runtime("Series/A.cs", "using System;\nusing LstmForecast.Network;\nnamespace A;");

        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(file)).Select(found => found.ToString()).Should().Equal(
            "src/LstmForecast.Runtime/Series/A.cs(2): folder 'Series' may not import 'LstmForecast.Network'");
    }

    [Theory]
    [InlineData("Series/A.cs", "using static TorchSharp.torch;")]
    [InlineData("Series/A.cs", "using Microsoft.Extensions.Logging;")]
    [InlineData("Series/A.cs", "using System.Reflection.Emit;")]
    [InlineData("Series/A.cs", "global using LstmForecast.Training;")]
    [InlineData("Series/A.cs", "using K = LstmForecast.Network.Kernel;")]
    [InlineData("Series/A.cs", "namespace LstmForecast.Series { using LstmForecast.Forecasting; }")]
    [InlineData("Transforms/Automatic/A.cs", "using LstmForecast.Network;")]
    public void UsingCheck_ForbiddenLine_IsFound(string path, string text) =>
        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime(path, text))).Should().ContainSingle();

    [Theory]
    [InlineData("Forecasting/A.cs", "using System.Numerics; using LstmForecast.Network; using LstmForecast;")]
    [InlineData("Series/A.cs", "using Pair = (int, int); using Microsoft.Win32.SafeHandles;")]
    [InlineData("Network/Kernel/Simd/A.cs", "using LstmForecast.Network; using LstmForecast.Network.Simd;")]
    public void UsingCheck_AllowedLine_Passes(string path, string text) =>
        UsingCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime(path, text))).Should().BeEmpty();

    [Fact]
    public void DependencyCheck_PublicTypeWithoutUsingLine_IsFound()
    {
        SourceFile file = Runtime("Series/A.cs", "namespace LstmForecast.Series;\ninternal sealed class A(Weights w);");

        Dependencies("LstmForecast.Runtime", file, PublicWeightsOfNetwork).Should().Equal(
            "src/LstmForecast.Runtime/Series/A.cs(2): folder 'Series' may not use 'Weights' of folder 'Network'");
    }

    [Theory]
    [InlineData("int F() => LstmForecast.Network.Kernel.Run(1);")]
    [InlineData("int F(dynamic d) => new LstmForecast.Network.Options()[0];")]
    [InlineData("object F() => new List<Weights>();")]
    [InlineData("Type F() => typeof(System.Reflection.Emit.OpCodes);")]
    [InlineData("object F() => TorchSharp.torch.zeros(1);")]
    public void DependencyCheck_ForbiddenUse_IsFound(string member)
    {
        SourceFile file = Runtime("Series/A.cs", $"namespace LstmForecast.Series; internal class A {{ {member} }}");

        Dependencies("LstmForecast.Runtime", file, KernelOfNetwork, PublicWeightsOfNetwork).Should().NotBeEmpty();
    }

    [Fact]
    public void DependencyCheck_AllowedAndOwnUse_Passes()
    {
        SourceFile file = Runtime("Forecasting/A.cs", """
            using LstmForecast.Network;
            namespace LstmForecast.Forecasting;
            /// <summary>Never a dependency: <see cref="LstmForecast.SequenceForecaster"/>.</summary>
            internal sealed record A(Weights Weights)
            {
                public int F(Options o) => Kernel.Run(o.Width) + new Options { Width = 2 }[0] + G().Size;
                private Weights G() => Weights;
            }
            """);

        Dependencies("LstmForecast.Runtime", file, KernelOfNetwork, PublicWeightsOfNetwork).Should().BeEmpty();
    }

    [Fact]
    public void DependencyCheck_InternalsOfEarlierProject_AreSeenThroughFriendship()
    {
        SourceFile allowed = new("LstmForecast", "Signals/A.cs",
            "namespace LstmForecast.Signals; internal class Sine { public static int N => Network.Kernel.Run(1); }");
        SourceFile forbidden = new("LstmForecast", "TrainingData/B.cs",
            "namespace LstmForecast.TrainingData; internal class B { public static int N => Signals.Sine.N; }");

        Dependencies("LstmForecast", allowed, forbidden, KernelOfNetwork).Should().Equal(
            "src/LstmForecast/TrainingData/B.cs(1): folder 'TrainingData' may not use 'Sine' of folder 'Signals'",
            "src/LstmForecast/TrainingData/B.cs(1): folder 'TrainingData' may not use 'Sine.N' of folder 'Signals'");
    }

    // A folder and what lies inside it build on each other in one direction, as first-level folders do.
    [Fact]
    public void DependencyCheck_OuterFolderOfAnInnerOne_IsFound()
    {
        SourceFile inner = Runtime("Series/Times/B.cs", "namespace LstmForecast.Series; internal class B { public const int N = 1; }");
        SourceFile outer = Runtime("Series/A.cs", "namespace LstmForecast.Series; internal class A { public const int N = B.N; }");
        SourceFile circle = Runtime("Series/Times/C.cs", "namespace LstmForecast.Series; internal class C { public const int N = A.N; }");

        Dependencies("LstmForecast.Runtime", inner, outer, circle).Should().Equal(
            "src/LstmForecast.Runtime/Series/Times/C.cs(1): folder 'Series/Times' may not use 'A' of folder 'Series'",
            "src/LstmForecast.Runtime/Series/Times/C.cs(1): folder 'Series/Times' may not use 'A.N' of folder 'Series'");
    }

    [Theory]
    [InlineData("Objectives/Managed/A.cs", false)]
    [InlineData("Objectives/Torch/A.cs", true)]
    public void DependencyCheck_PackageOfOneRoom_IsOpenThereAlone(string path, bool isAllowed)
    {
        SourceFile file = new("LstmForecast", path,
            "namespace LstmForecast.Objectives; internal class A { object F() => TorchSharp.torch.zeros(1); }");

        Dependencies("LstmForecast", file).Any().Should().Be(!isAllowed);
    }

    [Fact]
    public void PartialTypeCheck_PartsInTwoFolders_AreFound()
    {
        SourceFile[] parts =
        [
            Runtime("Forecasting/A.cs", "namespace LstmForecast; public sealed partial class A { }"),
            Runtime("Forecasting/A.More.cs", "namespace LstmForecast; public sealed partial class A { }"),
            Runtime("Files/A.Even.cs", "namespace LstmForecast; public sealed partial class A { }"),
        ];

        PartialTypeCheck.Run(Project(parts[..2])).Should().BeEmpty();
        PartialTypeCheck.Run(Project(parts)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("Helpers/A.cs")]
    [InlineData("Series/Helpers/A.cs")]
    public void FolderCheck_UnknownFolder_IsFound(string path) =>
        FolderCheck.Run(Rules("LstmForecast.Runtime"), Project(Runtime(path, ""))).Should().ContainSingle();

    [Fact]
    public void NamespaceCheck_InternalTypeOutsideItsFolder_IsFound() =>
        NamespaceCheck.Run(Rules("LstmForecast.Runtime"), Project(KernelOfNetwork, PublicWeightsOfNetwork,
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
