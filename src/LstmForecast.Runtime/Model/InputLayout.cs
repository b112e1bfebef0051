namespace LstmForecast.Model;

/// <summary>
/// What stands where in the input of a network at one time step: the targets, marks of those that were missing, past
/// covariates, covariates known ahead for each of the steps to forecast, static values.
/// </summary>
/// <param name="Targets">Channels that are forecast.</param>
/// <param name="MarksMissing">Whether each target is followed by a mark: 1 where it was not observed.</param>
/// <param name="Past">Past covariates.</param>
/// <param name="Known">Numbers known ahead of each time step: channels and calendar.</param>
/// <param name="Steps">Horizon steps that are forecast at once.</param>
/// <param name="Numbers">Static numbers.</param>
/// <param name="Categories">Static categories, each as its index.</param>
internal readonly record struct InputLayout(
    int Targets, bool MarksMissing, int Past, int Known, int Steps, int Numbers, int Categories)
{
    public static InputLayout For(
        ChannelRoles channels, MissingValues missing, CovariateInputs covariates, OutputLayout output) => new(
        channels.Targets.Length,
        missing.IsMask,
        channels.Past.Length,
        channels.Known.Length + covariates.CalendarWidth,
        output.Steps,
        covariates.Numbers.Length,
        covariates.Categories.Length);

    public int MissingOffset => Targets;

    public int PastOffset => MarksMissing ? 2 * Targets : Targets;

    public int KnownOffset => PastOffset + Past;

    public int StaticOffset => KnownOffset + Known * Steps;

    /// <summary>The width of the network's input.</summary>
    public int Width => StaticOffset + Numbers + Categories;
}
