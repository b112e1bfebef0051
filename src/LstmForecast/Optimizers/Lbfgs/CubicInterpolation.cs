namespace LstmForecast.Optimizers;

/// <summary>
/// The minimiser of the cubic through two points with their losses and slopes (Nocedal and Wright, equation 3.59;
/// minFunc's polyinterp).
/// </summary>
internal static class CubicInterpolation
{
    /// <summary>The minimiser, kept between the two points.</summary>
    public static double Between(LineTrial a, LineTrial b)
        => Minimizer(a, b, Math.Min(a.Length, b.Length), Math.Max(a.Length, b.Length));

    /// <summary>The minimiser, kept in [least, most]; the middle of these if the cubic has none.</summary>
    public static double Minimizer(LineTrial a, LineTrial b, double least, double most)
    {
        (LineTrial near, LineTrial far) = a.Length <= b.Length ? (a, b) : (b, a);
        double d1 = near.Slope + far.Slope - (3 * (near.Loss - far.Loss) / (near.Length - far.Length));
        double square = (d1 * d1) - (near.Slope * far.Slope);
        double d2 = Math.Sqrt(square);
        double minimizer = far.Length
            - ((far.Length - near.Length) * ((far.Slope + d2 - d1) / (far.Slope - near.Slope + (2 * d2))));

        // Not a number: no real root, an end that is not finite, or a straight line.
        return double.IsNaN(minimizer) ? (least + most) / 2 : Math.Min(Math.Max(minimizer, least), most);
    }
}
