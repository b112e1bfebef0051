using System.Text.Json;
using System.Text.Json.Serialization;

namespace LstmForecast.Runtime.Tests.Series;

/// <summary>Steps, fillings and calendars go into model files by source-generated JSON.</summary>
public sealed class SeriesJsonTests
{
    public static TheoryData<TimeStep> Steps => [TimeStep.Hour, TimeStep.Month, TimeStep.BusinessDay];

    [Theory, MemberData(nameof(Steps))]
    public void Step_ThroughJson_IsItsText(TimeStep step)
    {
        string json = JsonSerializer.Serialize(step, PartsContext.Default.TimeStep);

        json.Should().Be($"\"{step}\"");
        JsonSerializer.Deserialize(json, PartsContext.Default.TimeStep).Should().Be(step);
    }

    [Theory]
    [InlineData("\"P1H\"")]
    [InlineData("5")]
    [InlineData("{}")]
    public void Step_FromOtherJson_IsAJsonException(string json)
    {
        Action read = () => JsonSerializer.Deserialize(json, PartsContext.Default.TimeStep);

        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Fillings_ThroughJson_AreTheSame()
    {
        Filling[] fillings = [Filling.Linear, Filling.Last, Filling.Seasonal(12)];

        string json = JsonSerializer.Serialize(fillings, PartsContext.Default.FillingArray);

        json.Should().Be("""[{"kind":"linear"},{"kind":"last"},{"kind":"seasonal","Season":12}]""");
        JsonSerializer.Deserialize(json, PartsContext.Default.FillingArray).Should().Equal(fillings);
        fillings.Should().OnlyContain(filling => filling.IsValid);
    }

    [Fact]
    public void Filling_OfASeasonThatIsNone_IsNotValid() =>
        JsonSerializer.Deserialize("""[{"kind":"seasonal","Season":0}]""", PartsContext.Default.FillingArray)![0]
            .IsValid.Should().BeFalse();

    [Fact]
    public void Calendar_ThroughJson_IsTheSame()
    {
        CalendarFeature[] features =
        [
            CalendarFeature.HourOfDay, CalendarFeature.DayOfWeek, CalendarFeature.Month, CalendarFeature.DayOfYear,
            CalendarFeature.BusinessDay, CalendarFeature.Holidays([new(2024, 12, 25), new(2024, 1, 1)], "closed"),
        ];

        string json = JsonSerializer.Serialize(features, PartsContext.Default.CalendarFeatureArray);

        json.Should().EndWith("""{"kind":"holidays","Name":"closed","Dates":["2024-01-01","2024-12-25"]}]""");
        JsonSerializer.Deserialize(json, PartsContext.Default.CalendarFeatureArray).Should().Equal(features);
        features.Should().OnlyContain(feature => feature.IsValid);
    }

    [Theory]
    [InlineData("""{"kind":"holidays","Name":"x","Dates":[]}""")]
    [InlineData("""{"kind":"holidays","Name":"","Dates":["2024-01-01"]}""")]
    [InlineData("""{"kind":"holidays","Name":"x","Dates":["2024-12-25","2024-01-01"]}""")]
    [InlineData("""{"kind":"holidays","Name":"x","Dates":null}""")]
    public void Holidays_ThatNoFactoryGives_AreNotValid(string json) =>
        JsonSerializer.Deserialize($"[{json}]", PartsContext.Default.CalendarFeatureArray)![0].IsValid.Should().BeFalse();
}

[JsonSerializable(typeof(TimeStep))]
[JsonSerializable(typeof(Filling[]))]
[JsonSerializable(typeof(CalendarFeature[]))]
internal sealed partial class PartsContext : JsonSerializerContext;
