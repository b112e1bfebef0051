using System.Diagnostics;
using LstmForecast.Tests.Backend;
using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Files;

public sealed class KilledSaveTests
{
    private const int MostTries = 30;

    [Fact]
    public async Task Save_ProcessKilledInMidWrite_LeavesAWholeModel()
    {
        string folder = Directory.CreateTempSubdirectory("lstm-forecast-").FullName;
        try
        {
            string[] paths = [Path.Combine(folder, "a.lstm"), Path.Combine(folder, "b.lstm"), Path.Combine(folder, "to.lstm")];
            // Large enough for the writing to take time.
            for (int i = 0; i < 2; i++)
                Small.Untrained(new ForecasterOptions { HiddenSizes = [300 + i] }, Small.Waves()).Save(paths[i]);
            byte[][] whole = [File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1])];
            bool midWrite = false;
            for (int i = 0; i < MostTries && !midWrite; i++)
            {
                using Process process = HostProcess.Start(["save-for-ever", .. paths]);
                (await process.StandardOutput.ReadLineAsync()).Should().Be("saving");
                await Task.Delay(20 + 7 * i);
                process.Kill();
                await process.WaitForExitAsync();

                byte[] left = File.ReadAllBytes(paths[2]);
                whole.Any(one => one.AsSpan().SequenceEqual(left)).Should().BeTrue("it must be one of the two");
                TrainedForecaster.Load(paths[2]).Channels.Should().HaveCount(1);
                // What a killed process cannot take away.
                midWrite = Directory.GetFiles(folder, "*.tmp").Length > 0;
            }

            midWrite.Should().BeTrue("the process must have been killed while it wrote");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
