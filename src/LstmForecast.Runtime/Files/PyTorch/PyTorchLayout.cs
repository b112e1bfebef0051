namespace LstmForecast;

/// <summary>
/// How the modules of a PyTorch model are named, and so its tensors: the attributes of its class, such as <c>lstm1</c>
/// for <c>self.lstm1 = nn.LSTMCell(1, 51)</c>. Immutable. Names of modules in modules are joined by dots, as in
/// <c>state_dict()</c>.
/// </summary>
/// <remarks>
/// The network must be one that this library has: each LSTM layer, its normalisation if there is one, then linear
/// layers with nothing between them. Activations and dropout leave no trace in a file: their absence cannot be checked.
/// </remarks>
public sealed class PyTorchLayout
{
    private PyTorchLayout()
    {
    }

    internal IReadOnlyList<string> CellModules { get; private init; } = [];

    /// <summary>The one <c>nn.LSTM</c>, or null where there are cells.</summary>
    internal string? LstmModule { get; private init; }

    internal IReadOnlyList<string> LinearModules { get; private init; } = [];

    internal IReadOnlyList<string> NormModules { get; private init; } = [];

    internal Normalization Normalization { get; private init; }

    /// <summary>A stack of <c>nn.LSTMCell</c>s: tensors <c>lstm1.weight_ih</c> and so on.</summary>
    /// <param name="modules">Their names, from the bottom up.</param>
    /// <exception cref="ArgumentException">There is no name, or the same twice.</exception>
    public static PyTorchLayout LstmCells(params IReadOnlyList<string> modules) =>
        new() { CellModules = Checked(modules, "LstmCells") };

    /// <summary>
    /// One <c>nn.LSTM</c>: tensors <c>lstm.weight_ih_l0</c>, <c>lstm.weight_ih_l1</c> and so on. How many layers it has
    /// is read from the file. Its <c>batch_first</c> makes no difference.
    /// </summary>
    /// <param name="module">Its name; empty for a file of its own state alone.</param>
    public static PyTorchLayout Lstm(string module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new() { LstmModule = module };
    }

    /// <summary>The <c>nn.Linear</c> layers from the last LSTM layer to the output; at least one.</summary>
    /// <param name="modules">Their names, in the order in which they are used.</param>
    /// <exception cref="ArgumentException">There is no name, or the same twice.</exception>
    public PyTorchLayout Linear(params IReadOnlyList<string> modules) =>
        Copy(Checked(modules, "Linear"), NormModules, Normalization);

    /// <summary>
    /// An <c>nn.LayerNorm</c> over the units after each LSTM layer, of PyTorch's default <c>eps</c>, 1e-5.
    /// </summary>
    /// <param name="modules">Their names, from the bottom up, one for each LSTM layer.</param>
    /// <exception cref="ArgumentException">There is no name, or the same twice.</exception>
    public PyTorchLayout LayerNorm(params IReadOnlyList<string> modules) =>
        Copy(LinearModules, Checked(modules, "LayerNorm"), Normalization.Layer);

    /// <summary>
    /// An <c>nn.BatchNorm1d</c> over the units after each LSTM layer, of PyTorch's default <c>eps</c>, 1e-5.
    /// </summary>
    /// <param name="modules">Their names, from the bottom up, one for each LSTM layer.</param>
    /// <exception cref="ArgumentException">There is no name, or the same twice.</exception>
    public PyTorchLayout BatchNorm(params IReadOnlyList<string> modules) =>
        Copy(LinearModules, Checked(modules, "BatchNorm"), Normalization.Batch);

    private PyTorchLayout Copy(
        IReadOnlyList<string> linear, IReadOnlyList<string> norms, Normalization normalization) => new()
        {
            CellModules = CellModules,
            LstmModule = LstmModule,
            LinearModules = linear,
            NormModules = norms,
            Normalization = normalization,
        };

    private static string[] Checked(IReadOnlyList<string> modules, string of)
    {
        ArgumentNullException.ThrowIfNull(modules);
        string[] copy = [.. modules];
        bool different = copy.Distinct(StringComparer.Ordinal).Count() == copy.Length;
        if (copy.Length == 0 || copy.Any(string.IsNullOrEmpty) || !different)
        {
            throw new ArgumentException(
                $"{of}({string.Join(", ", copy.Select(name => $"'{name}'"))}) needs at least one name, none of them "
                + "empty, and all different.",
                nameof(modules));
        }

        return copy;
    }
}
