using LstmForecast.Training;

namespace LstmForecast;

/// <summary>Trains once, on given series with given options.</summary>
internal delegate TrainedForecaster FitOnce(
    SeriesSet train, ForecasterOptions options, TrainingOptions training, FitStage stage);
