using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files.PyTorch;

/// <summary>Files and layouts that do not fit together: the message says what, and where.</summary>
public sealed class PyTorchErrorTests
{
    private static readonly PyTorchLayout Article = PyTorchLayout.LstmCells("lstm1", "lstm2").Linear("linear");

    [Fact]
    public void Read_ModuleOfAnotherName_ListsTheTensors() =>
        Refusal(new Tensors().Cells(), PyTorchLayout.LstmCells("cell1", "cell2").Linear("linear")).Should().Be(
            "PyTorch's weights in this stream cannot be read: there is no tensor 'cell1.weight_hh'; the file has "
            + "linear.bias, linear.weight, lstm1.bias_hh, lstm1.bias_ih, lstm1.weight_hh, lstm1.weight_ih, "
            + "lstm2.bias_hh, lstm2.bias_ih, lstm2.weight_hh, lstm2.weight_ih.");

    [Fact]
    public void Read_ManyMismatches_NamesThemAll() =>
        Refusal(
            new Tensors().Cells().Without("lstm2.weight_ih").With("lstm1.bias_ih", 11).With("fc.weight", 1, 2), Article)
            .Should().EndWith(
                "'lstm1.bias_ih' has the shape [11], the other tensors ask for [12]. There is no 'lstm2.weight_ih'. "
                + "'fc.weight' is in no module that the layout names.");

    [Fact]
    public void Read_LayersThatDoNotMeet_NamesTheSecond() =>
        Refusal(new Tensors().Cells().With("lstm2.weight_ih", 8, 5), Article).Should().EndWith(
            "'lstm2.weight_ih' has the shape [8, 5], the other tensors ask for [8, 3].");

    [Fact]
    public void Read_BidirectionalOrProjected_SaysWhatItIs()
    {
        PyTorchLayout layout = PyTorchLayout.Lstm("lstm").Linear("fc");
        Tensors tensors = new Tensors().With("lstm.weight_ih_l0", 8, 1).With("lstm.weight_hh_l0", 8, 2)
            .With("fc.weight", 1, 2);

        Refusal(tensors.With("lstm.weight_ih_l0_reverse", 8, 1), layout).Should().EndWith(
            "'lstm.weight_ih_l0_reverse' belongs to a bidirectional LSTM, which reads the future.");
        tensors.Without("lstm.weight_ih_l0_reverse");
        Refusal(tensors.With("lstm.weight_hr_l0", 1, 2), layout).Should().EndWith(
            "'lstm.weight_hr_l0' belongs to an LSTM with proj_size, which this library has not.");
    }

    [Fact]
    public void Read_NoLinearLayer_AsksForOne() =>
        Refusal(new Tensors().Cells(), PyTorchLayout.LstmCells("lstm1", "lstm2"))
            .Should().EndWith("the layout names no linear layer; add Linear(...) with the output's name.");

    [Theory]
    [InlineData("I64", 8, "'linear.bias' has the type I64, which no weight has.")]
    [InlineData("C64", 8, "tensor 'linear.bias' has the type 'C64', none of F32, F64, F16, BF16,*")]
    public void Read_TypeOfNoWeight_IsRefused(string type, int bytes, string message) =>
        Refusal(new Tensors().Cells().OfType("linear.bias", type, bytes), Article).Should().Match($"*{message}");

    [Fact]
    public void Read_ValueThatIsNotFinite_IsRefused() =>
        Refusal(new Tensors().Cells(float.NaN), Article).Should().Contain("has a value that is not a finite number");

    [Fact]
    public void Read_TruncatedFile_IsRefused()
    {
        byte[] bytes = new Tensors().Cells().ToBytes();

        for (int length = 0; length < bytes.Length; length += 7)
        {
            Action read = () => PyTorchFile.Read(new MemoryStream(bytes[..length]), Article);
            read.Should().Throw<InvalidDataException>();
        }
    }

    [Fact]
    public void Read_OptionsThatDoNotFit_ListsTheProblems()
    {
        byte[] bytes = new Tensors().Cells().ToBytes();
        Action read = () => PyTorchFile.Read(
            new MemoryStream(bytes), Article, new() { Channels = ["a", "b"], Transforms = [Transform.Standardize] });

        read.Should().Throw<ArgumentException>().WithMessage(
            "PyTorchOptions: Transforms need Training: the series they are fitted on. "
            + "Channels has 2 name(s); the network has 1 input(s), and each needs one. (Parameter 'options')");
    }

    [Fact]
    public void Read_TwoInputsOneOutput_AsksForItsTarget()
    {
        byte[] bytes = new Tensors().Cells().With("lstm1.weight_ih", 12, 2).ToBytes();
        Action read = () =>
            PyTorchFile.Read(new MemoryStream(bytes), Article, new() { Channels = ["a", "b"] });

        read.Should().Throw<ArgumentException>().WithMessage(
            "PyTorchOptions: The network has 1 output(s), and Horizon 1 of 2 target(s) (a, b) makes 2: say by Targets and Horizon what "
            + "they are.*");
    }

    [Fact]
    public void Write_LayoutOfAnotherNetwork_ListsTheProblems()
    {
        TrainedForecaster model = SampleModels.Small();
        Action save = () => PyTorchFile.Write(model, Stream.Null, PyTorchLayout.Lstm("lstm").LayerNorm("a").Linear("fc"));

        save.Should().Throw<ArgumentException>().WithMessage(
            "An nn.LSTM has the same number of units in every layer, the network has 2, 1; use LstmCells. "
            + "An nn.LSTM normalises nothing between its layers; use LstmCells. "
            + "The network has 2 linear layers, Linear names 1. "
            + "The network has the normalisation Batch, the layout Layer.*");
    }

    [Fact]
    public void Layout_NamesTwiceOrNone_AreRefused()
    {
        Action twice = () => PyTorchLayout.LstmCells("a", "a");
        Action none = () => PyTorchLayout.Lstm("").Linear();

        twice.Should().Throw<ArgumentException>().WithMessage("LstmCells('a', 'a') needs at least one name*");
        none.Should().Throw<ArgumentException>().WithMessage("Linear() needs at least one name*");
    }

    private static string Refusal(Tensors tensors, PyTorchLayout layout)
    {
        Action read = () => PyTorchFile.Read(new MemoryStream(tensors.ToBytes()), layout);
        return read.Should().Throw<InvalidDataException>().Which.Message;
    }

    /// <summary>A file of tensors of one value, in 32 bits.</summary>
    private sealed class Tensors
    {
        private readonly SortedDictionary<string, (string Type, int[] Shape, byte[] Data)> _all =
            new(StringComparer.Ordinal);

        /// <summary>The article's model with 3 and 2 units.</summary>
        public Tensors Cells(float value = 0.5f)
        {
            With("lstm1.weight_ih", 12, 1).With("lstm1.weight_hh", 12, 3);
            With("lstm1.bias_ih", 12).With("lstm1.bias_hh", 12);
            With("lstm2.weight_ih", 8, 3).With("lstm2.weight_hh", 8, 2);
            With("lstm2.bias_ih", 8).With("lstm2.bias_hh", 8);
            With("linear.weight", 1, 2);
            _all["linear.bias"] = ("F32", [1], BitConverter.GetBytes(value));
            return this;
        }

        public Tensors With(string name, params int[] shape)
        {
            int count = shape.Aggregate(1, (a, b) => a * b);
            _all[name] = ("F32", shape, [.. Enumerable.Range(0, count).SelectMany(_ => BitConverter.GetBytes(0.5f))]);
            return this;
        }

        public Tensors OfType(string name, string type, int bytes)
        {
            _all[name] = (type, [1], new byte[bytes]);
            return this;
        }

        public Tensors Without(string name)
        {
            _all.Remove(name);
            return this;
        }

        public byte[] ToBytes()
        {
            var header = new JsonObject();
            byte[] data = [];
            foreach ((string name, (string type, int[] shape, byte[] values)) in _all)
            {
                header[name] = new JsonObject
                {
                    ["dtype"] = type,
                    ["shape"] = new JsonArray([.. shape.Select(size => (JsonNode)size)]),
                    ["data_offsets"] = new JsonArray(data.Length, data.Length + values.Length),
                };
                data = [.. data, .. values];
            }

            return new HandMadeFile(header, data).ToBytes();
        }
    }
}
