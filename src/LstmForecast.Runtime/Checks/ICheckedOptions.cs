namespace LstmForecast.Checks;

/// <summary>An options record that can say all that is wrong with it.</summary>
internal interface ICheckedOptions
{
    /// <summary>Adds every problem, not the first one alone.</summary>
    void AddProblems(OptionCheck check);
}
