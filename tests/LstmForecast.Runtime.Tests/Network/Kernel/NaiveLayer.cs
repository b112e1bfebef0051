namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>
/// The layer written a second time, one number at a time in double, from PyTorch's equations of LSTMCell and the chain
/// rule; it shares no code with the library. Indexes run as <c>[row, step, unit]</c>.
/// </summary>
internal sealed class NaiveLayer
{
    private readonly LayerCase _case;
    private readonly double[] _i, _f, _g, _o, _c, _h;

    private NaiveLayer(LayerCase layer)
    {
        _case = layer;
        int size = layer.Rows * (layer.Steps + 1) * layer.Hidden;
        (_i, _f, _g, _o, _c, _h) =
            (new double[size], new double[size], new double[size], new double[size], new double[size], new double[size]);
    }

    public static LayerResult Run(LayerCase layer)
    {
        var naive = new NaiveLayer(layer);
        naive.Forward();
        return naive.Backward();
    }

    public static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    /// <summary>Place 0 holds the state before the first step.</summary>
    private int At(int row, int step, int unit) => (row * (_case.Steps + 1) + step) * _case.Hidden + unit;

    private void Forward()
    {
        LayerCase k = _case;
        for (int row = 0; row < k.Rows; row++)
        {
            for (int j = 0; j < k.Hidden; j++)
            {
                _h[At(row, 0, j)] = k.H0[row * k.Hidden + j];
                _c[At(row, 0, j)] = k.C0[row * k.Hidden + j];
            }

            for (int step = 1; step <= k.Steps; step++)
            {
                for (int j = 0; j < k.Hidden; j++)
                {
                    int at = At(row, step, j);
                    _i[at] = Sigmoid(Sum(row, step, 0, j));
                    _f[at] = Sigmoid(Sum(row, step, 1, j));
                    _g[at] = Math.Tanh(Sum(row, step, 2, j));
                    _o[at] = Sigmoid(Sum(row, step, 3, j));
                    _c[at] = _f[at] * _c[At(row, step - 1, j)] + _i[at] * _g[at];
                    _h[at] = _o[at] * Math.Tanh(_c[at]);
                }
            }
        }
    }

    /// <summary>What goes into a gate: PyTorch stacks them in the order i, f, g, o.</summary>
    private double Sum(int row, int step, int gate, int unit)
    {
        LayerCase k = _case;
        int weight = gate * k.Hidden + unit;
        double sum = k.Bias[weight];
        for (int m = 0; m < k.Input; m++)
            sum += k.WeightIh[weight * k.Input + m] * k.X[(row * k.Steps + step - 1) * k.Input + m];
        for (int m = 0; m < k.Hidden; m++) sum += k.WeightHh[weight * k.Hidden + m] * _h[At(row, step - 1, m)];
        return sum;
    }

    private LayerResult Backward()
    {
        LayerCase k = _case;
        LayerResult result = LayerResult.Zero(k);
        for (int row = 0; row < k.Rows; row++)
        {
            double[] dh = k.DH[(row * k.Hidden)..((row + 1) * k.Hidden)];
            double[] dc = k.DC[(row * k.Hidden)..((row + 1) * k.Hidden)];
            for (int step = k.Steps; step >= 1; step--)
            {
                var before = new double[k.Hidden];
                for (int j = 0; j < k.Hidden; j++)
                {
                    dh[j] += k.DY[(row * k.Steps + step - 1) * k.Hidden + j];
                    int at = At(row, step, j);
                    double tanh = Math.Tanh(_c[at]);
                    double cell = dc[j] + dh[j] * _o[at] * (1 - tanh * tanh);
                    double i = cell * _g[at] * _i[at] * (1 - _i[at]);
                    double f = cell * _c[At(row, step - 1, j)] * _f[at] * (1 - _f[at]);
                    double g = cell * _i[at] * (1 - _g[at] * _g[at]);
                    double o = dh[j] * tanh * _o[at] * (1 - _o[at]);
                    dc[j] = cell * _f[at];
                    foreach ((int gate, double d) in ((int, double)[])[(0, i), (1, f), (2, g), (3, o)])
                        Spread(result, row, step, gate * k.Hidden + j, d, before);
                }

                dh = before;
            }

            dh.CopyTo(result.DH0, row * k.Hidden);
            dc.CopyTo(result.DC0, row * k.Hidden);
            for (int j = 0; j < k.Hidden; j++)
            {
                for (int step = 1; step <= k.Steps; step++)
                    result.Y[(row * k.Steps + step - 1) * k.Hidden + j] = _h[At(row, step, j)];
                result.H[row * k.Hidden + j] = _h[At(row, k.Steps, j)];
                result.C[row * k.Hidden + j] = _c[At(row, k.Steps, j)];
            }
        }

        return result;
    }

    /// <summary>From the derivative by one sum to those by all that went into it.</summary>
    private void Spread(LayerResult result, int row, int step, int weight, double d, double[] hiddenBefore)
    {
        LayerCase k = _case;
        result.DBias[weight] += d;
        for (int m = 0; m < k.Input; m++)
        {
            int x = (row * k.Steps + step - 1) * k.Input + m;
            result.DWeightIh[weight * k.Input + m] += d * k.X[x];
            result.DX[x] += d * k.WeightIh[weight * k.Input + m];
        }

        for (int m = 0; m < k.Hidden; m++)
        {
            result.DWeightHh[weight * k.Hidden + m] += d * _h[At(row, step - 1, m)];
            hiddenBefore[m] += d * k.WeightHh[weight * k.Hidden + m];
        }
    }
}
