namespace LstmForecast;

/// <summary>Which epoch's weights a trained model has.</summary>
public enum EpochChoice
{
    /// <summary>The lowest validation loss where there are validation series, else the lowest training loss.</summary>
    Automatic,

    /// <summary>The lowest loss over the validation series, fed with observed values.</summary>
    ValidationLoss,

    /// <summary>The lowest error of free-running forecasts of the validation series.</summary>
    FreeRunningError,

    /// <summary>The lowest loss over the training series.</summary>
    TrainingLoss,

    /// <summary>The last epoch, whatever its losses.</summary>
    Last,
}
