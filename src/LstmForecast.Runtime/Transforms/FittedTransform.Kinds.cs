using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

// Every kind and its name in a model file. Names never change: files of earlier versions must stay readable.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FittedStandardize), "standardize")]
[JsonDerivedType(typeof(FittedLog), "log")]
[JsonDerivedType(typeof(FittedDifference), "difference")]
[JsonDerivedType(typeof(FittedScaling), "scale")]
[JsonDerivedType(typeof(FittedSeriesScaling), "scalePerSeries")]
[JsonDerivedType(typeof(FittedBoxCox), "boxCox")]
[JsonDerivedType(typeof(FittedSubtractLastValue), "subtractLastValue")]
[JsonDerivedType(typeof(FittedSeasonalNaiveResidual), "seasonalNaiveResidual")]
[JsonDerivedType(typeof(FittedSeasonalMeanResidual), "seasonalMeanResidual")]
[JsonDerivedType(typeof(FittedWindowNormalize), "windowNormalize")]
[JsonDerivedType(typeof(FittedWindowScale), "windowScale")]
internal abstract partial record FittedTransform;
