using System.Globalization;
using LstmForecast;
using LstmForecast.Samples;

const string Time = "--time";

#if !WIDER
WidestBuild.TakeOver(args);
#endif
#if TORCHSHARP
// What any program pays that loads libtorch, whatever it does with it then.
_ = new SequenceForecaster(new());
using (TorchSharp.torch.zeros(1))
{
}
#endif
bool asksForHelp = args is ["--help" or "-h" or "-?"];
if (asksForHelp || args.Length is < 1 or > 2 || (args.Length == 2 && args[1] != Time && !IsHorizon(args[1])))
{
    TextWriter to = asksForHelp ? Console.Out : Console.Error;
    to.WriteLine("Usage: Streaming MODEL.lstm [HORIZON | --time]");
    to.WriteLine("Reads one point a line from standard input: its values, with commas between channels; NaN for a");
    to.WriteLine("missing one. Prints for each the forecast of the next HORIZON steps (default 1) as a line of JSON.");
    to.WriteLine("With --time reads nothing and prints how many microseconds a step takes here.");
    return asksForHelp ? 0 : 2;
}

try
{
    TrainedForecaster model = TrainedForecaster.Load(args[0]);
    if (args.Length == 2 && args[1] == Time)
    {
        StreamTiming.Print(model);
        return 0;
    }

    using Stream output = Console.OpenStandardOutput();
    using var session = new StreamSession(
        model, args.Length == 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1, output);
    session.Run(Console.In);
    return 0;
}
catch (Exception problem) when (problem is ArgumentException or IOException or InvalidDataException
    or InvalidOperationException or UnauthorizedAccessException or FormatException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static bool IsHorizon(string text) =>
    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int horizon) && horizon >= 1;
