namespace LstmForecast.Transforms;

/// <summary>Subtracts a level and divides by a scale.</summary>
internal sealed class ChannelAffine(double level, double scale) : PointwiseTransform
{
    public double Level => level;

    public double Scale => scale;

    public override double Apply(double value) => (value - level) / scale;

    public override double Invert(double value) => value * scale + level;
}
