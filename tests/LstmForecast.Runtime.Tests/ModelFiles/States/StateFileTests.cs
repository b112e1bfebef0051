using CsCheck;
using LstmForecast.Tests.Forecasting;

namespace LstmForecast.Tests.ModelFiles;

public sealed class StateFileTests
{
    private static readonly StreamingOptions Watched =
        new() { Intervals = new() { Horizon = 1, Window = 7 }, Drift = new() { MinimumErrors = 10 } };

    [Fact]
    public void Load_SavedState_GoesOnWithTheSameBits() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, 40, name: "stranger");
            ForecastState state = model.Warm(series[..20], Watched);

            // The model goes through a file as well, as it would to another process.
            ForecastState loaded = ForecastState.Load(Reloaded(model), new MemoryStream(Bytes(state)));
            for (int time = 20; time < 40; time++)
            {
                state.Update(series.At(time));
                loaded.Update(series.At(time));
            }

            int horizon = model.MaximumHorizon ?? 4;
            loaded.Forecast(horizon).Values.ToArray().Should().Equal(state.Forecast(horizon).Values.ToArray());
            loaded.Forecast(1).Times.Should().Be(state.Forecast(1).Times);
            loaded.Interval().Should().Be(state.Interval());
            loaded.Drift.Should().Be(state.Drift);
            loaded.Options.Should().Be(state.Options);
            loaded.SeriesName.Should().Be("stranger");
            Bytes(loaded).Should().Equal(Bytes(state));
        },
        iter: 40);

    [Fact]
    public void Load_AnotherModel_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        var other = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, members: 2));
        byte[] bytes = Bytes(model.Warm(StreamModels.Series(model.Definition, 9)));

        FluentActions.Invoking(() => ForecastState.Load(other, new MemoryStream(bytes))).Should().Throw<InvalidDataException>()
            .WithMessage("The state in this stream cannot be read: it belongs to another model; load it with the one it was made with.*");
    }

    [Fact]
    public void Load_AnyByteChangedOrLeftOut_IsRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Mask));
        byte[] bytes = Bytes(model.Warm(StreamModels.Series(model.Definition, 9), Watched));

        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] changed = [.. bytes];
            changed[i] ^= 0x41;
            Refused(model, changed);
            Refused(model, bytes[..i]);
        }

        Refused(model, [.. bytes, 0]);
    }

    /// <summary>A checksum is no protection from somebody who can compute one.</summary>
    [Fact]
    public void Load_DamageBehindAGoodChecksum_NeverDoesMoreThanRefuse()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Mask, calendar: true, known: true));
        TimeSeries series = StreamModels.Series(model.Definition, 9).WithStatic("region", "north");
        byte[] bytes = Bytes(model.Warm(series, new TimeSeries("A", [1.0, 2], ["known"]), Watched));
        (from place in Gen.Int[48, bytes.Length - 33]
         from value in Gen.Byte
         from length in Gen.Int[1, 9]
         select (place, value, length)).Sample(
            one =>
            {
                byte[] changed = [.. bytes];
                changed.AsSpan(one.place, Math.Min(one.length, bytes.Length - 32 - one.place)).Fill(one.value);
                System.Security.Cryptography.SHA256.HashData(changed.AsSpan(0, bytes.Length - 32)).CopyTo(changed, bytes.Length - 32);
                try
                {
                    ForecastState.Load(model, new MemoryStream(changed)).Count.Should().BeGreaterThanOrEqualTo(0);
                }
                catch (InvalidDataException)
                {
                    // The one exception that is announced.
                }
            },
            iter: 5000);
    }

    [Fact]
    public void Load_NewerVersion_SaysSo()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        byte[] bytes = Bytes(model.Warm(StreamModels.Series(model.Definition, 9)));
        bytes[8] = 9;

        FluentActions.Invoking(() => ForecastState.Load(model, new MemoryStream(bytes))).Should().Throw<InvalidDataException>()
            .WithMessage("*it has the format version 9, this library reads 1.*");
    }

    [Fact]
    public void Save_Path_IsReadAgain()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.state");
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        try
        {
            model.Warm(StreamModels.Series(model.Definition, 9)).Save(path);

            ForecastState.Load(model, path).Count.Should().Be(9);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Refused(TrainedForecaster model, byte[] bytes) =>
        FluentActions.Invoking(() => ForecastState.Load(model, new MemoryStream(bytes))).Should().ThrowExactly<InvalidDataException>();

    private static TrainedForecaster Reloaded(TrainedForecaster model)
    {
        using var memory = new MemoryStream();
        model.Save(memory);
        memory.Position = 0;
        return TrainedForecaster.Load(memory);
    }

    private static byte[] Bytes(ForecastState state)
    {
        using var memory = new MemoryStream();
        state.Save(memory);
        return memory.ToArray();
    }
}
