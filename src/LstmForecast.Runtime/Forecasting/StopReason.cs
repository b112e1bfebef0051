namespace LstmForecast;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs asked for were run.</summary>
    EpochsCompleted,

    /// <summary>The optimiser found nothing more to gain: the gradient or the last change fell below its tolerance.</summary>
    Converged,

    /// <summary>The watched loss had not improved for as many epochs as the patience allows.</summary>
    PatienceExhausted,

    /// <summary>Loss or gradient stayed infinite or not a number however short the step; the last finite weights stand.</summary>
    NotFinite,

    /// <summary>The caller cancelled, and had asked for the best so far instead of an exception.</summary>
    Cancelled,
}
