namespace LstmForecast.Training;

/// <summary>A series that tells how good a network is.</summary>
/// <param name="Series">The series.</param>
/// <param name="LossFrom">The time step from which its points are no training points.</param>
/// <param name="Cutoff">After how many points to run freely.</param>
internal readonly record struct JudgedSeries(TimeSeries Series, int LossFrom, int Cutoff);
