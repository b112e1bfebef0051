namespace LstmForecast.TrainingData;

/// <summary>A stretch of a series that a network is trained on at once.</summary>
/// <param name="Series">The series.</param>
/// <param name="First">Its first time step with an input, 0-based.</param>
/// <param name="Steps">How many time steps the network is fed.</param>
/// <param name="LossSteps">At how many of the last ones its forecasts are judged.</param>
internal readonly record struct Window(PreparedSeries Series, int First, int Steps, int LossSteps);
