using System.Globalization;
using LstmForecast.Checks;
using LstmForecast.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast;

/// <summary>
/// L-BFGS with an optional strong Wolfe line search: a TorchSharp optimiser with the semantics and defaults of
/// PyTorch's <c>torch.optim.LBFGS</c>, save that the line search is on by default.
/// </summary>
/// <remarks>
/// <para>
/// The arithmetic runs in float64 on the CPU, in one fixed order, whatever the parameters' element type and device. It
/// needs room for two float64 vectors of the parameters' size for each of <see cref="LbfgsOptions.HistorySize"/> pairs.
/// </para>
/// <para>
/// A loss or gradient that is not finite ends no process: the move is halved up to
/// <see cref="LbfgsOptions.MaxHalvings"/> times, and <see cref="LastStep"/> tells how the step went.
/// </para>
/// <para>Instances are not safe for use by several threads at once.</para>
/// </remarks>
/// <example>
/// <code>
/// using var optimizer = new Lbfgs(model.parameters());
/// using Tensor loss = optimizer.step(() =>
/// {
///     optimizer.zero_grad();
///     Tensor error = torch.nn.functional.mse_loss(model.forward(input), target);
///     error.backward();
///     return error;
/// });
/// </code>
/// </example>
public sealed class Lbfgs : optim.Optimizer
{
    private readonly FlatParameters _parameters;
    private readonly ParamGroup _group;
    private LbfgsMemory _memory = LbfgsMemory.Empty;

    /// <summary>Makes an optimiser for <paramref name="parameters"/>, with an empty history.</summary>
    /// <param name="parameters">
    /// float32 or float64 parameters of any shapes and devices, each once. Their order is the order of
    /// <see cref="LbfgsState"/>.
    /// </param>
    /// <param name="options">Settings; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// No parameters, one given twice, one of another element type, or options that are out of range or contradict each other; all that do are listed.
    /// </exception>
    public Lbfgs(IEnumerable<Parameter> parameters, LbfgsOptions? options = null)
        : base(IntPtr.Zero)
    {
        Options = options ?? new LbfgsOptions();
        OptionCheck.ThrowIfInvalid(Options, nameof(options));
        _parameters = new FlatParameters(parameters);
        _group = new ParamGroup
        {
            Parameters = _parameters.Parameters,
            Options = new OptimizerOptions
            {
                LearningRate = Options.LearningRate,
                InitialLearningRate = Options.LearningRate,
            },
        };

        // Where TorchSharp's learning-rate schedulers read and write.
        _parameter_groups = [_group];
    }

    /// <summary>The settings given. The learning rate in use is <see cref="LearningRate"/>.</summary>
    public LbfgsOptions Options { get; }

    /// <summary>
    /// The learning rate of the next step: <see cref="LbfgsOptions.LearningRate"/> until it is set here, by a
    /// learning-rate scheduler or by <see cref="RestoreState"/>. Finite, at least 0; at 0 a step moves nothing.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value set is negative or not finite.</exception>
    public double LearningRate
    {
        get => _group.LearningRate;
        set => _group.LearningRate = IsLearningRate(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, LearningRateMessage(value));
    }

    /// <summary>What the last step that returned did; <see langword="null"/> before the first.</summary>
    public LbfgsStep? LastStep { get; private set; }

    /// <summary>Runs up to <see cref="LbfgsOptions.MaxIterations"/> iterations of L-BFGS.</summary>
    /// <param name="closure">
    /// Clears the gradients, computes the loss, runs backward and returns the loss, a tensor of one element. It is
    /// called with gradients enabled, each time in a dispose scope of its own: the loss and whatever else the call
    /// leaves behind is freed when the optimiser has read the loss and the gradients.
    /// </param>
    /// <returns>
    /// The loss of the first evaluation, at the parameters the step began with, as a scalar without a graph, in the
    /// caller's dispose scope.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="closure"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The closure returned null or a tensor of more than one element, or a scheduler has set an impossible learning
    /// rate.
    /// </exception>
    /// <remarks>
    /// An exception in the closure reaches the caller, with the parameters, the state and <see cref="LastStep"/> as
    /// they were before the step; the step can be repeated.
    /// </remarks>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        ArgumentNullException.ThrowIfNull(closure);
        if (!IsLearningRate(LearningRate))
        {
            throw new InvalidOperationException(LearningRateMessage(LearningRate));
        }

        var objective = new ClosureObjective(_parameters, closure);
        double[] start = _parameters.Read();
        LbfgsMinimizerResult result;
        try
        {
            result = LbfgsMinimizer.Step(start, objective, Options, LearningRate, _memory);
        }
        catch
        {
            _parameters.Write(start);
            throw;
        }

        _parameters.Write(result.Point);
        _memory = result.Memory;
        LastStep = result.Report;
        return tensor(result.Report.FirstLoss, objective.Type, objective.Device);
    }

    /// <summary>Sets every gradient there is to zero.</summary>
    public override void zero_grad() => _parameters.ClearGradients();

    /// <summary>The parameters, in the order given.</summary>
    public override IEnumerable<Parameter> parameters() => _parameters.Parameters;

    /// <summary>Not supported: the parameters share one history.</summary>
    /// <param name="param_group">Not used.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void add_param_group(ParamGroup param_group)
        => throw new NotSupportedException(
            "L-BFGS has one group of parameters, given to its constructor. Make a new Lbfgs with all of them.");

    /// <summary>All that the next step depends on beside the parameters themselves.</summary>
    public LbfgsState ExportState() => new(_parameters.Count, LearningRate, _memory);

    /// <summary>
    /// Goes on from an exported state. With the same parameters, options and closure the steps that follow give the
    /// same bits as those of the optimiser that exported it. Sets <see cref="LearningRate"/>; leaves
    /// <see cref="LastStep"/>.
    /// </summary>
    /// <param name="state">The state of an optimiser of as many parameter elements.</param>
    /// <exception cref="ArgumentException">The state belongs to another number of parameter elements.</exception>
    public void RestoreState(LbfgsState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.ParameterCount != _parameters.Count)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The state is of an optimiser of {state.ParameterCount} parameter elements; ")
                + string.Create(CultureInfo.InvariantCulture, $"this one has {_parameters.Count}. ")
                + "Restore it for the network it was exported from.",
                nameof(state));
        }

        LearningRate = state.LearningRate;
        _memory = state.Memory;
    }

    private static bool IsLearningRate(double value) => double.IsFinite(value) && value >= 0;

    private static string LearningRateMessage(double value) => string.Create(
        CultureInfo.InvariantCulture,
        $"Lbfgs.LearningRate is {value}; it must be a finite number that is 0 or greater.");
}
