namespace LstmForecast.Tests.Host;

/// <summary><c>save-for-ever FROM OTHER TO</c>: saves two models to one file, in turn, until the process is killed.</summary>
internal static class SaveForEverVerb
{
    internal static void Run(string[] args)
    {
        TrainedForecaster[] models = [TrainedForecaster.Load(args[0]), TrainedForecaster.Load(args[1])];
        for (int i = 0; ; i++)
        {
            models[i % 2].Save(args[2]);
            if (i == 0) Console.WriteLine("saving");
        }
    }
}
