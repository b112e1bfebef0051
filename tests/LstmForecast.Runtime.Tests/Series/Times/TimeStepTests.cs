namespace LstmForecast.Runtime.Tests.Series.Times;

public sealed class TimeStepTests
{
    public static TheoryData<TimeStep, string> Texts => new()
    {
        { TimeStep.Second, "PT1S" },
        { TimeStep.Minute, "PT1M" },
        { TimeStep.Hour, "PT1H" },
        { TimeStep.Day, "P1D" },
        { TimeStep.Week, "P1W" },
        { TimeStep.Month, "P1M" },
        { TimeStep.Quarter, "P3M" },
        { TimeStep.Year, "P1Y" },
        { TimeStep.BusinessDay, "business-day" },
        { TimeStep.Minute.Multiply(90), "PT1H30M" },
        { TimeStep.Hour.Multiply(36), "PT36H" },
        { TimeStep.Hour.Multiply(48), "P2D" },
        { TimeStep.Of(TimeSpan.FromMilliseconds(1500)), "PT1.5S" },
        { TimeStep.Of(TimeSpan.FromTicks(1)), "PT0.0000001S" },
        { TimeStep.Month.Multiply(18), "P18M" },
        { TimeStep.Quarter.Multiply(4), "P1Y" },
    };

    [Theory, MemberData(nameof(Texts))]
    public void ToString_AndParse_AreInverse(TimeStep step, string text)
    {
        step.ToString().Should().Be(text);
        TimeStep.Parse(text).Should().Be(step);
    }

    [Theory]
    [InlineData("PT60M", "PT1H")]
    [InlineData("PT24H", "P1D")]
    [InlineData("P12M", "P1Y")]
    [InlineData("P7D", "P1W")]
    [InlineData("PT1H0M30S", "PT1H30S")]
    public void Parse_AnotherWayToSayIt_IsTheSameStep(string text, string canonical) =>
        TimeStep.Parse(text).ToString().Should().Be(canonical);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1")]
    [InlineData("P0D")]
    [InlineData("PT0S")]
    [InlineData("P-1D")]
    [InlineData("P1.5D")]
    [InlineData("P1H")]
    [InlineData("PT1M1H")]
    [InlineData("PT1H ")]
    [InlineData("p1d")]
    [InlineData("P1Y6M")]
    [InlineData("P999999999Y")]
    [InlineData("PT999999999999999999999H")]
    [InlineData("PT0.00000001S")]
    [InlineData("1 hour")]
    public void Parse_NoStep_SaysWhatOneLooksLike(string? text)
    {
        Action parse = () => TimeStep.Parse(text!);

        TimeStep.TryParse(text, out TimeStep? step).Should().BeFalse();
        step.Should().BeNull();
        parse.Should().Throw<FormatException>().WithMessage($"'{text}' is no time step; it must be like *PT1H*");
    }

    [Theory]
    [InlineData("PT1M", new[] { 1440, 10080, 524160 })]
    [InlineData("PT30M", new[] { 48, 336, 17472 })]
    [InlineData("PT1H", new[] { 24, 168, 8736 })]
    [InlineData("PT7H", new[] { 24, 1248 })]
    [InlineData("P1D", new[] { 7, 364 })]
    [InlineData("business-day", new[] { 5, 260 })]
    [InlineData("P1W", new[] { 52 })]
    [InlineData("P1M", new[] { 12 })]
    [InlineData("P3M", new[] { 4 })]
    [InlineData("P5M", new int[0])]
    [InlineData("P1Y", new int[0])]
    public void Seasons_OfStep_AreTheCustomaryOnes(string step, int[] seasons) =>
        TimeStep.Parse(step).Seasons.Should().Equal(seasons);

    [Fact]
    public void Of_NoTime_Throws()
    {
        Action zero = () => TimeStep.Of(TimeSpan.Zero);

        zero.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("span");
    }

    [Fact]
    public void Multiply_WhatMakesNoStep_Throws()
    {
        Action none = () => TimeStep.Day.Multiply(0);
        Action tooLong = () => TimeStep.Week.Multiply(int.MaxValue);
        Action tenThousandYears = () => TimeStep.Day.Multiply(4_000_000);
        Action tooManyMonths = () => TimeStep.Year.Multiply(10_001);
        Action businessDays = () => TimeStep.BusinessDay.Multiply(2);

        none.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
        tooLong.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*times P1W is longer than 10,000 years*");
        tenThousandYears.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*times P1D is longer than 10,000 years*");
        tooManyMonths.Should().Throw<ArgumentOutOfRangeException>();
        businessDays.Should().Throw<InvalidOperationException>();
    }
}
