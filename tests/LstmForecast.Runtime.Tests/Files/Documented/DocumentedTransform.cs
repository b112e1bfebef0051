using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>A transform by its row in the table of docs/model-file.md, one value at a time.</summary>
internal sealed class DocumentedTransform(JsonObject json)
{
    private readonly string _kind = json["kind"]!.GetValue<string>();

    public int UsedUp => _kind switch
    {
        "difference" => Integer("lag"),
        "subtractLastValue" => 1,
        "seasonalNaiveResidual" or "seasonalMeanResidual" => Integer("length"),
        "windowNormalize" or "windowScale" => Math.Max(2, (Integer("length") + 3) / 4),
        _ => 0,
    };

    /// <summary>The transformed value of the step after the past.</summary>
    public double Apply(string series, int target, double[] history, List<double> past, double x)
    {
        if (_kind == "log") return Math.Log(x);
        if (_kind == "boxCox") return BoxCox(json["curves"]![target]!, x);
        (double level, double scale) = Affine(series, target, history, past);
        return (x - level) / scale;
    }

    /// <summary>The value that is transformed to y.</summary>
    public double Back(string series, int target, double[] history, List<double> past, double y)
    {
        if (_kind == "log") return Math.Exp(y);
        if (_kind == "boxCox") return Solve(x => BoxCox(json["curves"]![target]!, x), y);
        (double level, double scale) = Affine(series, target, history, past);
        return y * scale + level;
    }

    private (double Level, double Scale) Affine(string series, int target, double[] history, List<double> past)
    {
        switch (_kind)
        {
            case "standardize": return (Number("means", target), Number("scales", target));
            case "scale": return Of(json["channels"]![target]!);
            case "scalePerSeries":
                if (json["series"]!.AsObject().TryGetPropertyValue(series, out JsonNode? known)) return Of(known![target]!);
                json["measure"]!.GetValue<string>().Should().Be("Standard", "the other measures are not in the golden files");
                return (history.Average(), Deviation(history));
            case "difference": return (past[^Integer("lag")], 1);
            case "subtractLastValue": return (past[^1], 1);
            case "seasonalNaiveResidual": return (past[^Integer("length")], 1);
            case "seasonalMeanResidual":
                return (Enumerable.Range(1, Integer("seasons")).Select(season => past.Count - season * Integer("length"))
                    .Where(place => place >= 0).Average(place => past[place]), 1);
        }

        double[] window = [.. past.TakeLast(Integer("length"))];
        if (_kind == "windowScale") return (0, Math.Max(window.Average(Math.Abs), Number("smallestScales", target)));
        _kind.Should().Be("windowNormalize");
        double mean = window.Average();
        return (mean, Math.Max(
            Deviation(window), Math.Max(Number("smallestScales", target), Number("relativeScales", target) * Math.Abs(mean))));
    }

    private static double BoxCox(JsonNode curve, double x)
    {
        double Part(string name) => curve[name]!.GetValue<double>();
        double lambda = Part("lambda"), z = (x + Part("shift")) / Part("unit");
        double on = Math.Min(Math.Max(z, Part("lowest")), Part("highest"));
        return (lambda == 0 ? Math.Log(on) : (Math.Pow(on, lambda) - 1) / lambda) + Math.Pow(on, lambda - 1) * (z - on);
    }

    /// <summary>By halving, so that nothing has to be inverted by hand.</summary>
    private static double Solve(Func<double, double> rising, double y)
    {
        double low = -1e6, high = 1e6;
        for (int i = 0; i < 200; i++)
        {
            double middle = (low + high) / 2;
            if (rising(middle) < y) low = middle;
            else high = middle;
        }

        return low;
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static (double Level, double Scale) Of(JsonNode scale) =>
        (scale["level"]!.GetValue<double>(), scale["scale"]!.GetValue<double>());

    private int Integer(string name) => json[name]!.GetValue<int>();

    private double Number(string name, int target) => json[name]![target]!.GetValue<double>();
}
