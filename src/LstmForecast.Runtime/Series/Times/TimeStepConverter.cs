using System.Text.Json;
using System.Text.Json.Serialization;

namespace LstmForecast.Series;

/// <summary>A step in JSON is its text.</summary>
internal sealed class TimeStepConverter : JsonConverter<TimeStep>
{
    public override TimeStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        // GetString on anything else would end in InvalidOperationException, which callers do not expect of a bad file.
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A time step must be a text such as PT1H.");
        string text = reader.GetString()!;
        return TimeStep.TryParse(text, out TimeStep? step) ? step : throw new JsonException($"'{text}' is no time step.");
    }

    public override void Write(Utf8JsonWriter writer, TimeStep value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
