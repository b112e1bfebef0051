namespace LstmForecast.Training;

/// <summary>The step length as training goes on: a rise from zero, then what the schedule says.</summary>
internal sealed class LearningRate(GradientTraining training)
{
    private double _best = double.PositiveInfinity;
    private int _epochsWithoutGain;
    private double _share = 1;

    /// <param name="progress">Epochs gone, with a fraction.</param>
    public double At(double progress)
    {
        if (progress < training.WarmupEpochs)
        {
            // A step of zero would be wasted: the first ones are those of a twentieth of the first epoch.
            return training.LearningRate * Math.Min(1, Math.Max(progress, 0.05) / training.WarmupEpochs);
        }

        if (training.Schedule != LearningRateSchedule.Cosine) return training.LearningRate * _share;
        double done = (progress - training.WarmupEpochs) / Math.Max(1, training.Epochs - training.WarmupEpochs);
        return training.LearningRate * (1 + Math.Cos(Math.PI * Math.Min(1, done))) / 2;
    }

    /// <summary>Writes what was learnt from the watched losses.</summary>
    public void Export(BinaryWriter writer)
    {
        writer.Write(_best);
        writer.Write(_epochsWithoutGain);
        writer.Write(_share);
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        _best = reader.ReadDouble();
        _epochsWithoutGain = reader.ReadInt32();
        _share = reader.ReadDouble();
    }

    /// <summary>Tells of the watched loss after an epoch.</summary>
    public void Watch(double score)
    {
        if (score < _best)
        {
            _best = score;
            _epochsWithoutGain = 0;
            return;
        }

        if (training.Schedule != LearningRateSchedule.Plateau || ++_epochsWithoutGain < training.PlateauPatience) return;
        _share *= training.PlateauFactor;
        _epochsWithoutGain = 0;
    }
}
