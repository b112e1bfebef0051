namespace LstmForecast.Architecture.Tests.Layers;

/// <summary>
/// Which folder may build on which: the whole architecture of <c>src</c>, in one place.
/// A new folder gets a row here before it gets a file; a missing row is a failure.
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
                new("Series"),
                new("States"),
                new("Distributions"),
                new("Randomness") { Folders = ["Distributions"] },
                new("Hashing"),
                new("Lstm") { Folders = ["Hashing"] },
                new("Transforms") { Folders = ["Series", "States"] },
                new("Forecasting") { Folders = ["Series", "Transforms", "Lstm", "Distributions", "Randomness", "States"] },
                new("ModelFiles") { Folders = ["Series", "Lstm", "Transforms", "Forecasting", "States", "Hashing"] },
                new("Evaluation") { Folders = ["Series", "Forecasting"] },
            ],
        },
        new ProjectRules(Onnx)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Google.Protobuf"],
            HasOpenFolders = true,
        },
        // Two packages, so that who reads CSV files alone does not take Arrow and ML.NET's tables along.
        new ProjectRules(Csv)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["CsvHelper"],
            HasOpenFolders = true,
        },
        new ProjectRules(DataFrames)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Microsoft.Data.Analysis", "Microsoft.ML", "Apache.Arrow"],
            HasOpenFolders = true,
        },
        new ProjectRules(Library)
        {
            OpenProjects = [Runtime],
            OpenPackages = ["Microsoft.Extensions.Logging"],
            Folders =
            [
                new("Backend") { Packages = [TorchSharp] },
                new("Signals"),
                new("Windows") { Packages = [TorchSharp] },
                new("Network") { Folders = ["Backend"], Packages = [TorchSharp] },
                new("Training") { Folders = ["Network", "Windows", "Backend"], Packages = [TorchSharp] },
                new("FeedForward") { Folders = ["Backend", "Network", "Training"], Packages = [TorchSharp] },
                new(FolderRules.Root)
                {
                    Folders = ["Backend", "Signals", "Windows", "Network", "Training"],
                    Packages = [TorchSharp],
                },
                new("Backtesting") { Folders = [FolderRules.Root, "Training"] },
                new("Searching") { Folders = [FolderRules.Root, "Backtesting", "Training", "Windows"] },
            ],
        },
        new ProjectRules(Plots)
        {
            OpenProjects = [Runtime, Library],
            OpenPackages = ["Microsoft.Extensions.Logging", "ScottPlot", "SkiaSharp", TorchSharp],
            HasOpenFolders = true,
        },
    ];
}
