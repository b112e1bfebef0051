using LstmForecast.Network;

namespace LstmForecast.Benchmarks;

/// <summary>How many floating-point operations an evaluation is.</summary>
internal static class Work
{
    /// <summary>
    /// Operations of the matrix products of the LSTM layers in one evaluation of loss and gradient, an addition and a
    /// multiplication being two. A layer of H units and K inputs multiplies <c>4H x (K + H)</c> weights in every series
    /// and time step: <c>2 * 4H(K + H)</c> operations forward, and twice that backward, for the derivatives by the
    /// weights and by what went in (K inputs and H states before). The derivative by the inputs of the first layer,
    /// <c>2 * 4H * K</c>, is wanted by nobody and left out. So are activations and the linear layers.
    /// </summary>
    public static double Evaluation(NetworkShape shape, long series, long steps)
    {
        double perStep = 0;
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            double hidden = shape.HiddenSizes[layer];
            double input = shape.LayerInput(layer);
            perStep += 3 * 2 * 4 * hidden * (input + hidden);
            if (layer == 0) perStep -= 2 * 4 * hidden * input;
        }

        return perStep * series * steps;
    }
}
