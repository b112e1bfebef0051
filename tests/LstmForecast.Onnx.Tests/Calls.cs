namespace LstmForecast.Onnx.Tests;

/// <summary>Series of equal length in an exported model, as a batch and all outputs for each time step.</summary>
internal static class Calls
{
    private const double Tolerance = 1e-5;

    /// <summary>Every form and precision.</summary>
    public static TheoryData<OnnxMode, Precision> All()
    {
        var data = new TheoryData<OnnxMode, Precision>();
        foreach (OnnxMode form in Enum.GetValues<OnnxMode>())
            foreach (Precision precision in Enum.GetValues<Precision>()) data.Add(form, precision);
        return data;
    }

    /// <param name="onnx">An exported model, which goes on from the state it has.</param>
    /// <param name="form">Its form: one call for all steps, or one a step.</param>
    /// <param name="x"><c>[batch][time][columns]</c>.</param>
    /// <param name="perSeries">Other inputs, <c>[batch, targets]</c>.</param>
    /// <returns>By the output's name, <c>[batch][time][numbers]</c>.</returns>
    public static Dictionary<string, double[][][]> Read(
        this OnnxModel onnx, OnnxMode form, double[][][] x, params (string Name, double[][] Values)[] perSeries)
    {
        int batch = x.Length, time = x[0].Length, columns = x[0][0].Length;
        if (form == OnnxMode.Sequence)
        {
            return Outputs([.. x.SelectMany(rows => rows).SelectMany(row => row)], [batch, time, columns]).ToDictionary(
                one => one.Key,
                one => Parts(one.Value.Values, batch).Select(rows => Parts(rows, time)).ToArray());
        }

        var steps = Enumerable.Range(0, time).Select(step => Outputs([.. x.SelectMany(rows => rows[step])], [batch, columns]))
            .ToArray();
        return steps[0].Keys.ToDictionary(name => name, name => Enumerable.Range(0, batch)
            .Select(row => steps.Select(step => Parts(step[name].Values, batch)[row]).ToArray()).ToArray());

        Dictionary<string, (double[] Values, long[] Shape)> Outputs(double[] values, long[] shape)
        {
            Dictionary<string, (double[], long[])> inputs = new() { ["x"] = (values, shape) };
            foreach ((string name, double[][] numbers) in perSeries)
                inputs[name] = ([.. numbers.SelectMany(row => row)], [batch, numbers[0].Length]);
            return onnx.RunAll(inputs);
        }
    }

    /// <summary>The rows of a series: all its channels at each time step.</summary>
    public static double[][] Rows(this TimeSeries series) =>
        [.. Enumerable.Range(0, series.Length).Select(time => series.At(time).ToArray())];

    public static void ShouldBeClose(this IEnumerable<double> actual, IEnumerable<double> expected)
    {
        double[] values = [.. actual], others = [.. expected];
        values.Should().HaveSameCount(others);
        for (int i = 0; i < values.Length; i++)
            values[i].Should().BeApproximately(others[i], Tolerance * Math.Max(1, Math.Abs(others[i])), "of value {0}", i);
    }

    /// <summary>The targets' points of all steps, <c>[step * targets]</c>.</summary>
    public static IEnumerable<double> Points(this Forecast forecast) => forecast.Values.ToArray();

    private static double[][] Parts(double[] values, int count) => [.. values.Chunk(values.Length / count)];
}
