using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Host;

/// <summary>
/// <c>lbfgs FOLDER STEPS</c>: goes on from what an earlier process left in the folder, if anything, for so many steps on
/// a stretched Rosenbrock function of ten dimensions; leaves its state and prints the bits of the parameters.
/// </summary>
internal static class LbfgsVerb
{
    internal static void Run(string[] args)
    {
        string stateFile = Path.Combine(args[0], "state");
        string pointFile = Path.Combine(args[0], "point");
        int steps = int.Parse(args[1], CultureInfo.InvariantCulture);
        bool goesOn = File.Exists(stateFile);
        double[] start = goesOn
            ? [.. File.ReadAllLines(pointFile).Select(line => BitConverter.Int64BitsToDouble(Parse(line)))]
            : [.. Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? -1.2 : 1.0)];

        using var point = new Parameter(tensor(start));
        using var optimizer = new Lbfgs([point], new LbfgsOptions { MaxIterations = 4, HistorySize = 5 });
        if (goesOn)
        {
            using FileStream stored = File.OpenRead(stateFile);
            optimizer.RestoreState(LbfgsState.Load(stored));
        }

        for (int step = 0; step < steps; step++) optimizer.step(Closure).Dispose();

        using (FileStream storing = File.Create(stateFile)) optimizer.ExportState().Save(storing);
        string[] bits = [.. point.data<double>().ToArray().Select(x => $"{BitConverter.DoubleToInt64Bits(x):X16}")];
        File.WriteAllLines(pointFile, bits);
        Console.WriteLine(string.Join(' ', bits));

        Tensor Closure()
        {
            optimizer.zero_grad();
            Tensor x = point[..^1];
            Tensor loss = (100 * (point[1..] - x.square()).square() + (1 - x).square()).sum();
            loss.backward();
            return loss;
        }
    }

    private static long Parse(string bits) => long.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
