using LstmForecast.Model;
using LstmForecast.Onnx.Graphs;
using LstmForecast.Onnx.Proto;
using LstmForecast.Onnx.Values;

namespace LstmForecast.Onnx;

/// <summary>A whole model in ONNX: what is observed becomes what the network sees, and its output a forecast.</summary>
internal static class ModelGraph
{
    /// <summary>The version of the file format that came with the operator set.</summary>
    public const int IrVersion = 8;

    /// <summary>The first operator set with LayerNormalization.</summary>
    public const int OperatorSet = 17;

    public static ModelProto Build(ModelDefinition definition, OnnxExportOptions options)
    {
        if (options.IncludeTransforms && definition.OwnTransforms is not null)
        {
            throw new NotSupportedException(
                "The networks of this model have transforms of their own, as AutoTraining chooses them for a set of series; one "
                + "ONNX graph has one list of them. Set IncludeTransforms = false to export the networks alone, and transform their input and "
                + "output outside; or train with a list in ForecasterOptions.Transforms.");
        }

        ValueMaps? maps = options.IncludeTransforms ? new ValueMaps(definition.Transforms, definition.Input.Targets) : null;
        var graph = new GraphBuilder("network");
        if (maps is null || NetworksAlone.Are(definition)) NetworksAlone.Add(graph, definition, options.Mode);
        else if (RunningModel.IsNeededFor(definition)) RunningModel.Add(graph, definition, maps, options.Mode);
        else ReadingModel.Add(graph, definition, maps, options.Mode);
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "LstmForecast",
            ProducerVersion = typeof(ModelGraph).Assembly.GetName().Version?.ToString(3) ?? "",
            DocString = "Forecasts a time series. x: observations; h, c and others that come back with _next: state, zeros "
                + "at the start of a series; y: the forecast of the time step after each observation, or of several.",
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Version = OperatorSet } },
            MetadataProps =
            {
                ModelDescription.Of(definition, options, maps, hasMarks: !options.IncludeTransforms && definition.Missing.IsMask),
            },
        };
    }
}
