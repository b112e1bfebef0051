using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>The series of a training as networks see them.</summary>
/// <param name="Learnt">What is learnt from.</param>
/// <param name="Judged">What it is judged by; empty for nothing.</param>
internal sealed record PreparedSet(PreparedSeries[] Learnt, PreparedSeries[] Judged)
{
    /// <summary>What all networks of a plan use; null where gaps are filled with the own forecasts of each.</summary>
    public static PreparedSet? Shared(TrainingPlan plan) => plan.Model.Missing.IsMask ? null : Of(plan);

    public static PreparedSet Of(TrainingPlan plan)
    {
        ModelDefinition model = plan.Model;
        PreparedSeries[] learnt = Blocks.Select(plan.Train, series => new PreparedSeries(model, series), plan.Threads);
        PreparedSeries[] judged =
            Blocks.Select(plan.Validation, one => new PreparedSeries(model, one.Series, one.LossFrom), plan.Threads);
        if (plan.Loss.ScaledBySeason is int season) NaiveWeights.Apply(season, learnt, judged);
        return new PreparedSet(learnt, judged);
    }
}
