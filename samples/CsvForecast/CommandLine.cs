using System.CommandLine;
using LstmForecast;
using LstmForecast.Samples;

/// <summary>The options of the command, and what was asked for with them.</summary>
internal sealed class CommandLine
{
    private const string SampleColumn = "passengers";

    private readonly Option<string?> _input = new("--input") { Description = "The CSV file, with a header and a row for each time. Default: airline passengers, which come with the sample." };
    private readonly Option<string?> _column = new("--column") { Description = "The column to forecast." };
    private readonly Option<string?> _time = new("--time") { Description = "The column of the timestamps. Default: the first one." };
    private readonly Option<string[]> _past = Many("--past", "Columns that inform and are known up to now only.");
    private readonly Option<string[]> _known = Many("--known", "Columns that inform and are known ahead. The file goes on for the horizon, with these columns filled and the forecast one empty.");
    private readonly Option<string> _delimiter = new("--delimiter") { Description = "The character between two fields.", DefaultValueFactory = _ => "," };
    private readonly Option<string?> _timeFormat = new("--time-format") { Description = "How timestamps are written, such as d.M.yyyy. Default: ISO 8601 and its like." };

    private readonly Option<string> _decimal = new("--decimal") { Description = "The character before the decimals of a number.", DefaultValueFactory = _ => "." };
    private readonly Option<bool> _wallClock = new("--wall-clock") { Description = "Keeps times with an offset as they stand; days written so need it. Default: to UTC." };

    private readonly Option<int> _horizon = SampleHost.Number("--horizon", "How many steps beyond the end to forecast.", 12);
    private readonly Option<int?> _season = SampleHost.Optional("--season", "Steps in a season: 12 for months, 7 for days; 1 for none. Default: by the timestamps.");
    private readonly Option<int> _cutoffs = SampleHost.Number("--cutoffs", "From how many cutoffs the backtest forecasts.", 24);
    private readonly Option<int> _stride = SampleHost.Number("--stride", "Steps from one of them to the next.", 1);
    private readonly Option<int?> _refit = SampleHost.Optional("--refit", "A new model every so many of them. Default: one model for all.");
    private readonly Option<double[]> _levels = new("--levels") { Description = "Levels of the intervals, such as 0.8 0.95.", DefaultValueFactory = _ => [0.8, 0.95], AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _noIntervals = new("--no-intervals") { Description = "Points alone: nothing is held back to calibrate intervals on." };
    private readonly Option<int> _calibration = SampleHost.Number("--calibration", "From how many cutoffs intervals are calibrated; their points are not learnt. A level of 0.95 needs 19.", 24);

    private readonly Option<string[]> _calendar = Many("--calendar", $"What the timestamps tell: {Names.Of(Names.Calendar)}.");
    private readonly Option<string[]> _holidays = Many("--holidays", "Dates that are holidays, as 2025-12-25, also those to come.");
    private readonly Option<Gaps> _gaps = new("--gaps") { Description = "Where values are missing: an error, filled (linear, last, seasonal), or masked: the model goes on with its own forecast." };
    private readonly Option<string[]> _transforms = Many("--transforms", $"By hand, in order: {Names.Of(Names.Transforms)}; N is a number of steps. Default: chosen on the data.");
    private readonly Option<ForecastStrategy> _strategy = new("--strategy") { Description = "Direct: the whole horizon at once. Recursive: step by step. Auto: chosen on the data.", DefaultValueFactory = _ => ForecastStrategy.Auto };
    private readonly Option<int[]> _hidden = Many<int>("--hidden", "Units of each LSTM layer. Default: 32.");
    private readonly Option<int?> _ensemble = SampleHost.Optional("--ensemble", "How many networks, the median of which is the forecast. Default: 5.");
    private readonly Option<TrainingKind> _training = new("--training") { Description = "L-BFGS over all at once, AdamW in mini-batches, or by the size of the data." };
    private readonly Option<int?> _epochs = SampleHost.Optional("--epochs", "Epochs of training. Default: as many as do good on points held out.");
    private readonly Option<int> _seed = SampleHost.Number("--seed", "What initial weights are drawn from.", 0, minimum: 0);
    private readonly Option<string> _output = SampleHost.OutputFolder(Path.Combine("out", "csv-forecast"));

    public CommandLine()
    {
        Command = new RootCommand(
            "Forecasts a column of a CSV file by LSTMs, with intervals, and says by a backtest how good that is beside naive "
            + "forecasts. Everything is chosen by the data unless an option says otherwise. "
            + "Exit codes: 0 done, 1 something is wrong with options or data, 130 cancelled.")
        {
            _input, _column, _time, _past, _known, _delimiter, _decimal, _timeFormat, _wallClock,
            _horizon, _season, _cutoffs, _stride, _refit, _levels, _noIntervals, _calibration,
            _calendar, _holidays, _gaps, _transforms, _strategy, _hidden, _ensemble, _training, _epochs, _seed, _output,
        };
        Command.Validators.Add(result =>
        {
            if (result.GetResult(_input) is not null && result.GetResult(_column) is null)
                result.AddError("--column is missing: which column of the file is to be forecast?");
        });
        foreach (Option<string> character in (Option<string>[])[_delimiter, _decimal])
        {
            character.Validators.Add(result =>
            {
                if (result.Tokens is [var token] && token.Value.Length != 1)
                    result.AddError($"{character.Name} is '{token.Value}'; it must be one character.");
            });
        }

        _levels.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                if (double.TryParse(text, out double level) && level is not (> 0 and < 1))
                    result.AddError($"--levels has {text}; the level of an interval lies between 0 and 1, such as 0.8.");
            }
        });
    }

    public RootCommand Command { get; }

    public Settings Read(ParseResult parsed) => new()
    {
        Input = parsed.GetValue(_input) ?? Path.Combine(AppContext.BaseDirectory, "data", "air-passengers.csv"),
        Column = parsed.GetValue(_column) ?? SampleColumn,
        TimeColumn = parsed.GetValue(_time),
        PastCovariates = parsed.GetValue(_past)!,
        KnownCovariates = parsed.GetValue(_known)!,
        Delimiter = parsed.GetValue(_delimiter)![0],
        Decimal = parsed.GetValue(_decimal)![0],
        KeepWallClock = parsed.GetValue(_wallClock) ? true : null,
        TimeFormat = parsed.GetValue(_timeFormat),
        Horizon = parsed.GetValue(_horizon),
        Season = parsed.GetValue(_season),
        Cutoffs = parsed.GetValue(_cutoffs),
        Stride = parsed.GetValue(_stride),
        RefitEvery = parsed.GetValue(_refit),
        Levels = parsed.GetValue(_noIntervals) ? [] : parsed.GetValue(_levels)!,
        Calibration = parsed.GetValue(_calibration),
        Calendar = Names.ToCalendar(parsed.GetValue(_calendar)!, parsed.GetValue(_holidays)!),
        Gaps = parsed.GetValue(_gaps),
        Transforms = parsed.GetValue(_transforms) is { Length: > 0 } transforms ? [.. transforms.Select(Names.ToTransform)] : null,
        Strategy = parsed.GetValue(_strategy),
        Hidden = parsed.GetValue(_hidden) is { Length: > 0 } hidden ? hidden : null,
        Ensemble = parsed.GetValue(_ensemble),
        Epochs = parsed.GetValue(_epochs),
        Training = parsed.GetValue(_training),
        Seed = parsed.GetValue(_seed),
        Output = parsed.GetValue(_output)!,
    };

    private static Option<string[]> Many(string name, string description) => Many<string>(name, description);

    private static Option<T[]> Many<T>(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };
}
