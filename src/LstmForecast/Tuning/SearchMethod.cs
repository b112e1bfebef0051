namespace LstmForecast;

/// <summary>How an <see cref="HyperparameterSearch"/> spends its time.</summary>
public enum SearchMethod
{
    /// <summary>
    /// Every trial is trained to its end (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012).
    /// </summary>
    Random,

    /// <summary>
    /// All trials are trained for a few epochs, the best of them anew for more, and so on: for the same time many more
    /// trials (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", 2016).
    /// </summary>
    SuccessiveHalving,
}
