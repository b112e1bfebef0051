namespace LstmForecast.Forecasting;

/// <summary>What goes into the network at every time step of a series.</summary>
internal static class StaticInputs
{
    public static double[] Of(ModelDefinition model, TimeSeries series) => [];
}
