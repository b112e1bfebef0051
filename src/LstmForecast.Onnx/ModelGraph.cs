using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Onnx.Graphs;
using LstmForecast.Onnx.Proto;

namespace LstmForecast.Onnx;

/// <summary>A whole model in ONNX: the transforms, the network, the transforms undone.</summary>
internal static class ModelGraph
{
    /// <summary>The version of the file format that came with the operator set.</summary>
    public const int IrVersion = 8;

    /// <summary>The first operator set with LayerNormalization.</summary>
    public const int OperatorSet = 17;

    public static ModelProto Build(ModelDefinition definition, OnnxExportOptions options)
    {
        bool transforms = options.Transforms == OnnxTransforms.Include && definition.Transforms.Steps.Count > 0;
        ThrowIfUnsayable(definition, transforms);
        Precision network = definition.Precision;
        Precision outside = transforms ? Precision.Float64 : network;
        var graph = new GraphBuilder("network");
        NetworkShape shape = definition.Weights.Shape;
        Size[] outer = options.Form == OnnxForm.Sequence ? ["batch", "time"] : ["batch"];
        graph.Input("x", outside, [.. outer, shape.InputSize]);
        graph.Output("y", outside, [.. outer, shape.OutputSize]);

        string x = "x";
        if (transforms) x = graph.Cast(PointwiseTransforms.Apply(graph, definition.Transforms, x), outside, network);
        string y = options.Form == OnnxForm.Sequence
            ? SequenceNetwork.Add(graph, definition.Weights, network, x)
            : StepNetwork.Add(graph, definition.Weights, network, x);
        if (transforms) y = PointwiseTransforms.Invert(graph, definition.Transforms, definition.Output, graph.Cast(y, network, outside));
        graph.Rename(y, "y");
        return Model(graph, definition, options);
    }

    private static void ThrowIfUnsayable(ModelDefinition definition, bool transforms)
    {
        if (definition.Members.Count > 1)
        {
            throw new NotSupportedException(
                $"The model is an ensemble of {definition.Members.Count} networks, and an ONNX model holds one; train with "
                + "EnsembleSize = 1 to export it.");
        }

        if (definition.Weights.Shape.Embeddings.Length > 0)
        {
            throw new NotSupportedException(
                "The model embeds static categories, which its ONNX model does not do; train without them to export it.");
        }

        if (!transforms) return;
        PointwiseTransforms.ThrowIfUnsayable(definition.Transforms);
        if (definition.Input.Width != definition.Channels.Targets.Length || definition.Output.IsLikelihood)
        {
            throw new NotSupportedException(
                "The model has covariates, marks of missing values or a likelihood, and its transforms are for the values of "
                + "the targets alone. Set Transforms = OnnxTransforms.Exclude to export the network, with its inputs and "
                + "outputs as they are.");
        }
    }

    private static ModelProto Model(GraphBuilder graph, ModelDefinition definition, OnnxExportOptions options)
    {
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "LstmForecast",
            ProducerVersion = typeof(ModelGraph).Assembly.GetName().Version?.ToString(3) ?? "",
            DocString = "Forecasts a time series. x: observations; h, c: state, zeros at the start of a series; "
                + "y: the forecast of the time step after each observation; h_next, c_next: state for the next call.",
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
        };
        AddMetadata(model, "form", options.Form.ToString());
        AddMetadata(model, "transforms", options.Transforms.ToString());
        for (int channel = 0; channel < definition.Channels.Names.Length; channel++)
            AddMetadata(model, $"channel.{channel}", definition.Channels.Names[channel]);
        return model;
    }

    private static void AddMetadata(ModelProto model, string key, string value) =>
        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
}
