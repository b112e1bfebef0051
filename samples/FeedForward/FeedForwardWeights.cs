namespace LstmForecast.Samples.FeedForward;

/// <summary>Linear(1, hidden), tanh, Linear(hidden, 1): all arrays <c>[hidden]</c> but the last bias.</summary>
internal sealed record FeedForwardWeights(float[] Weight1, float[] Bias1, float[] Weight2, float Bias2)
{
    public double Predict(double x)
    {
        double y = Bias2;
        for (int unit = 0; unit < Weight1.Length; unit++) y += Weight2[unit] * Math.Tanh(Weight1[unit] * x + Bias1[unit]);
        return y;
    }
}
