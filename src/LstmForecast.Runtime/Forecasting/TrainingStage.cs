namespace LstmForecast;

/// <summary>What a fit is doing: <c>AutoTraining</c> tries before it trains.</summary>
public enum TrainingStage
{
    /// <summary>The training whose model is returned.</summary>
    Training,

    /// <summary>A training with the end of the series held out, which tells how long to train.</summary>
    Trial,

    /// <summary>A trial of a model that forecasts step by step, beside one that forecasts all steps at once.</summary>
    RecursiveTrial,

    /// <summary>A trial of a model that forecasts all steps at once, beside one that forecasts step by step.</summary>
    DirectTrial,
}
