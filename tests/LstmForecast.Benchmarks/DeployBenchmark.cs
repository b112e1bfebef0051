using System.CommandLine;
using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>
/// samples/Streaming as it is deployed: native code, against the same program with the just-in-time compiler and libtorch
/// beside it. How large the published folders are, how long from the start of the process to its first forecast, how long
/// a step of the stream takes.
/// </summary>
internal static class DeployBenchmark
{
    private const double Megabyte = 1e6;

    public static Command Command()
    {
        Option<int> rounds = Options.With("--rounds", "Processes started of each kind.", 15);
        Option<bool> keep = Options.With("--keep", "Leave the published folders where they are.", false);
        var command = new Command("deploy", "Size, start and speed of a published program.") { rounds, keep };
        command.SetAction(parsed => Run(parsed.GetValue(rounds), parsed.GetValue(keep)));
        return command;
    }

    private static void Run(int rounds, bool keep)
    {
        string folder = Directory.CreateTempSubdirectory("lstmforecast-deploy-").FullName;
        try
        {
            string model = Path.Combine(folder, "model.lstm");
            Forecasting.Model(Forecasting.Weights(64, 64)).Save(model);
            var native = new PublishedProgram(Path.Combine(folder, "native"), "-r", "linux-x64", "--self-contained");
            var torch = new PublishedProgram(
                Path.Combine(folder, "torch"), "-r", "linux-x64", "--self-contained", "-p:WithTorchSharp=true");
            // The first start reads the program from the disk.
            native.MillisecondsToFirstForecast(model);
            torch.MillisecondsToFirstForecast(model);
            var first = new double[2][] { new double[rounds], new double[rounds] };
            for (int round = 0; round < rounds; round++)
            {
                first[0][round] = native.MillisecondsToFirstForecast(model);
                first[1][round] = torch.MillisecondsToFirstForecast(model);
            }

            double[][] steps = [new double[Timings], new double[Timings]];
            for (int round = 0; round < Timings; round++)
            {
                steps[0][round] = native.MicrosecondsPerStep(model);
                steps[1][round] = torch.MicrosecondsPerStep(model);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"a step: native {Samples.MedianOf(steps[0]):F2} us, just in time {Samples.MedianOf(steps[1]):F2} us"));
            Figures.Print(
                ("aot-megabytes", native.Bytes / Megabyte),
                ("aot-first-forecast-ms", Samples.MedianOf(first[0])),
                ("torchsharp-megabytes", torch.Bytes / Megabyte),
                ("torchsharp-first-forecast-ms", Samples.MedianOf(first[1])),
                ("aot-streaming-ratio", Samples.MedianOf([.. steps[0].Zip(steps[1], (mine, its) => mine / its)])));
        }
        finally
        {
            if (!keep) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Each of them takes some seconds.</summary>
    private const int Timings = 5;
}
