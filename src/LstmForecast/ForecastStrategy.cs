namespace LstmForecast;

/// <summary>How a <see cref="ForecasterOptions.Horizon"/> is forecast.</summary>
public enum ForecastStrategy
{
    /// <summary>All its steps at once: the network has an output for each.</summary>
    Direct,

    /// <summary>One step after the other, each forecast fed back: any horizon after training.</summary>
    Recursive,

    /// <summary>
    /// Recursive where a transform takes out a season, since what is left then has little memory that could go wrong;
    /// else direct. Direct, too, where only that can be: with quantiles, and with past covariates.
    /// </summary>
    Auto,
}
