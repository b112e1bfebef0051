namespace LstmForecast.Training;

/// <summary>Told how the training of one network goes.</summary>
internal interface IEpochListener
{
    /// <summary>That epochs were completed before this training began.</summary>
    void Resumed(int epochs);

    /// <summary>That loss and gradient were evaluated within an epoch.</summary>
    /// <param name="epoch">The epoch, 1-based.</param>
    /// <param name="part">How far it is.</param>
    void Within(int epoch, EpochPart part);

    /// <summary>That an epoch has ended.</summary>
    /// <param name="report">What came out of it.</param>
    /// <param name="isLast">Whether no other follows.</param>
    void Completed(EpochReport report, bool isLast);

    /// <summary>That no epoch follows.</summary>
    void Ended();
}
