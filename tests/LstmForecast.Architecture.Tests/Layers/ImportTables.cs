namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// Which folder may import which: the whole architecture of <c>src</c>, in one place; docs/architecture.md tells it in
/// prose. A new folder gets a row here before it gets a file; a missing row is a failure.
/// </summary>
internal static class ImportTables
{
    private const string Runtime = "LstmForecast.Runtime";
    private const string Library = "LstmForecast";
    private const string Plots = "LstmForecast.Plots";
    private const string Onnx = "LstmForecast.Onnx";
    private const string Csv = "LstmForecast.Csv";
    private const string DataFrames = "LstmForecast.DataFrames";
    private const string TorchSharp = "TorchSharp";

    /// <summary>In the order in which they build on each other.</summary>
    public static IReadOnlyList<ProjectRules> Projects { get; } =
    [
        new ProjectRules(Runtime)
        {
            // What runs in an application must survive trimming and native AOT, and find no OpenSSL on its machine.
            ForbiddenNamespaces = ["System.Reflection.Emit", "System.Security.Cryptography"],
            Folders =
            [
                new("Checks"),
                new("Numerics"),
                new("Series") { Folders = ["Checks", "Numerics"], Rooms = ["Times/Steps", "Times", ""] },
                new("Transforms") { Folders = ["Checks", "Numerics", "Series"], Rooms = ["Automatic", ""] },
                new("Network") { Folders = ["Checks", "Numerics"], Rooms = ["Kernel/Simd", "Kernel", ""] },
                new("Model") { Folders = ["Checks", "Numerics", "Series", "Transforms", "Network"] },
                new("Unrolling") { Folders = ["Checks", "Numerics", "Series", "Transforms", "Network", "Model"] },
                new("Forecasting")
                {
                    Folders = ["Checks", "Numerics", "Series", "Transforms", "Network", "Model", "Unrolling"],
                },
                new("Streaming")
                {
                    Folders = ["Checks", "Numerics", "Series", "Transforms", "Network", "Model", "Unrolling", "Forecasting"],
                },
                new("Files")
                {
                    Folders = ["Checks", "Numerics", "Series", "Transforms", "Network", "Model", "Unrolling", "Forecasting", "Streaming"],
                    Rooms = ["", "Streams", "PyTorch"],
                },
                new("Evaluation")
                {
                    Folders = ["Checks", "Numerics", "Series", "Transforms", "Network", "Model", "Unrolling", "Forecasting", "Streaming", "Files"],
                    Rooms = ["Metrics", "Baselines", "Accuracy", "Backtesting"],
                },
            ],
        },
        new ProjectRules(Onnx)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Google.Protobuf"],
            HasOneNamespace = true,
            Folders =
            [
                new("Graphs"),
                new("Values") { Folders = ["Graphs"] },
                new(FolderRules.Root) { Folders = ["Graphs", "Values"] },
            ],
        },
        // Two packages, so that who reads CSV files alone does not take Arrow and ML.NET's tables along.
        new ProjectRules(Csv)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["CsvHelper"],
            HasOneNamespace = true,
            Folders = [new(FolderRules.Root)],
        },
        new ProjectRules(DataFrames)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Microsoft.Data.Analysis", "Microsoft.ML", "Apache.Arrow"],
            HasOneNamespace = true,
            Folders = [new(FolderRules.Root)],
        },
        new ProjectRules(Plots)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["ScottPlot", "SkiaSharp"],
            HasOneNamespace = true,
            Folders = [new(FolderRules.Root)],
        },
        new ProjectRules(Library)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Microsoft.Extensions.Logging"],
            Folders =
            [
                new("Signals"),
                new("Backend") { Packages = [TorchSharp] },
                new("TrainingData"),
                // TorchSharp for the public Lbfgs, an adapter of torch.optim.Optimizer over the same minimizer.
                new("Optimizers") { Rooms = ["", "Lbfgs", new("Torch") { Packages = [TorchSharp] }] },
                new("Objectives")
                {
                    Folders = ["Backend", "TrainingData", "Optimizers"],
                    Rooms = ["Losses", "", "Managed", new("Torch") { Packages = [TorchSharp] }],
                },
                new("Training")
                {
                    Folders = ["Backend", "TrainingData", "Optimizers", "Objectives"],
                    Rooms = ["Options", "Progress", ""],
                },
                new(FolderRules.Root)
                {
                    Folders = ["Signals", "Backend", "TrainingData", "Optimizers", "Objectives", "Training"],
                },
                new("Tuning")
                {
                    Folders = ["TrainingData", "Optimizers", "Objectives", "Training", FolderRules.Root],
                },
            ],
        },
    ];
}
