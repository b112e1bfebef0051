using LstmForecast.Network;

namespace LstmForecast.Files;

/// <summary>What PyTorch calls the weights of a network.</summary>
internal sealed class PyTorchNames(PyTorchLayout layout)
{
    private const string LstmSuffix = "_l";

    /// <summary>The name of an LSTM layer's tensor.</summary>
    /// <param name="layer">Counted from the bottom, from 0.</param>
    /// <param name="tensor">Such as <c>weight_ih</c>.</param>
    public string Cell(int layer, string tensor) => layout.LstmModule is { } lstm
        ? Join(lstm, $"{tensor}{LstmSuffix}{layer}")
        : Join(layout.CellModules[layer], tensor);

    public string Linear(int index, string tensor) => Join(layout.LinearModules[index], tensor);

    /// <summary>The name of a tensor.</summary>
    /// <param name="own">What the library calls it, such as <c>cells.0.weight_ih</c>.</param>
    public string Of(string own)
    {
        string[] parts = own.Split('.');
        int index = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        return parts[0] switch
        {
            "cells" => Cell(index, parts[2]),
            "norms" => Join(layout.NormModules[index], parts[2]),
            _ => Linear(index, parts[2]),
        };
    }

    /// <summary>What a module has beside its weights, and a forecast does not need.</summary>
    public bool IsIdle(string name) => layout.Normalization == Normalization.Batch
        && layout.NormModules.Any(module => name == Join(module, "num_batches_tracked"));

    /// <summary>What does not fit between a layout and a network.</summary>
    public static IEnumerable<string> Problems(PyTorchLayout layout, NetworkShape shape)
    {
        int layers = shape.HiddenSizes.Length;
        if (layout.LstmModule is null && layout.CellModules.Count != layers)
            yield return $"The network has {layers} LSTM layers, LstmCells names {layout.CellModules.Count}.";
        if (layout.LstmModule is not null && shape.HiddenSizes.Distinct().Count() > 1)
        {
            yield return "An nn.LSTM has the same number of units in every layer, the network has "
                + $"{string.Join(", ", shape.HiddenSizes)}; use LstmCells.";
        }

        if (layout.LstmModule is not null && layers > 1 && shape.Normalization != Normalization.None)
            yield return "An nn.LSTM normalises nothing between its layers; use LstmCells.";
        int linear = shape.HeadSizes.Length + 1;
        if (layout.LinearModules.Count != linear)
            yield return $"The network has {linear} linear layers, Linear names {layout.LinearModules.Count}.";
        if (layout.Normalization != shape.Normalization)
            yield return $"The network has the normalisation {shape.Normalization}, the layout {layout.Normalization}.";
        else if (shape.Normalization != Normalization.None && layout.NormModules.Count != layers)
            yield return $"The network has {layers} LSTM layers, {layout.NormModules.Count} normalisations are named.";
    }

    private static string Join(string module, string tensor) => module.Length == 0 ? tensor : $"{module}.{tensor}";
}
