using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Numerics;

public sealed class SeededRandomTests
{
    /// <summary>The numbers are those of Golden/xoshiro.py, printed in Golden/xoshiro.txt.</summary>
    public static TheoryData<long, ulong, ulong[]> Golden => new()
    {
        { 0, 0, [11091344671253066420, 13793997310169335082, 1900383378846508768, 7684712102626143532] },
        { 42, 0, [1546998764402558742, 6990951692964543102, 12544586762248559009, 17057574109182124193] },
        { -1, 0, [10328197420357168392, 14156678507024973869, 9357971779955476126, 13791585006304312367] },
        { 42, 1, [1730024315386286466, 14754742475202004855, 10415084271303777152, 12194862246390720894] },
        {
            long.MinValue,
            ulong.MaxValue,
            [14871340797485800684, 17088213314768809040, 10153914122294824711, 13741350568440599824]
        },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void NextUInt64_SeedAndStream_AreThoseOfXoshiro(long seed, ulong stream, ulong[] expected)
    {
        var random = new SeededRandom(seed, stream);

        expected.Select(_ => random.NextUInt64()).Should().Equal(expected);
    }

    /// <summary>From Golden/xoshiro.txt: the upper 53 bits over 2^53.</summary>
    [Fact]
    public void NextDouble_Seed42_AreTheUpperBits()
    {
        var random = new SeededRandom(42);

        double[] numbers = [.. Enumerable.Range(0, 4).Select(_ => random.NextDouble())];

        numbers.Should().Equal(0.08386297105988216, 0.3789802506626686, 0.6800434110281394, 0.9246929453253876);
    }

    [Fact]
    public void NextUniform_SeedZero_ScalesTheDoubles()
    {
        var random = new SeededRandom(0);

        random.NextUniform(-1, 3).Should().BeApproximately(-1 + 4 * 0.6012629994179048, 1e-15);
    }

    [Fact]
    public void NextUInt64_OtherStreamOfTheSameSeed_SharesNoNumber()
    {
        IEnumerable<ulong> numbers = Enumerable.Range(0, 20)
            .Select(stream => new SeededRandom(7, (ulong)stream))
            .SelectMany(random => Enumerable.Range(0, 500).Select(_ => random.NextUInt64()));

        numbers.Should().OnlyHaveUniqueItems();
    }

    /// <summary>Pearson's chi-square over 10 classes; 27.88 is its 99.9th percentile at 9 degrees of freedom.</summary>
    [Fact]
    public void NextInteger_TenNumbers_AreEquallyLikely()
    {
        const int Draws = 100_000;
        var random = new SeededRandom(1);
        var counts = new int[10];

        for (int i = 0; i < Draws; i++) counts[random.NextInteger(-3, 7) + 3]++;

        counts.Sum(count => Math.Pow(count - Draws / 10.0, 2) / (Draws / 10.0)).Should().BeLessThan(27.88);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(-2, 1)]
    [InlineData(int.MinValue, int.MinValue + 2)]
    [InlineData(int.MaxValue - 2, int.MaxValue)]
    public void NextInteger_SmallRange_ReachesEveryNumberAndNoOther(int minimum, int maximum)
    {
        var random = new SeededRandom(2);

        IEnumerable<int> seen = Enumerable.Range(0, 200).Select(_ => random.NextInteger(minimum, maximum));

        seen.ToHashSet().Order().Should().Equal(Enumerable.Range(minimum, maximum - minimum));
    }

    [Fact]
    public void NextInteger_WholeRange_HasBothSigns()
    {
        var random = new SeededRandom(3);

        int[] seen = [.. Enumerable.Range(0, 100).Select(_ => random.NextInteger(int.MinValue, int.MaxValue))];

        seen.Should().Contain(number => number < -1_000_000_000).And.Contain(number => number > 1_000_000_000);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 3)]
    public void NextInteger_EmptyRange_Throws(int minimum, int maximum)
    {
        Action draw = () => new SeededRandom(0).NextInteger(minimum, maximum);

        draw.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(minimum));
    }

    /// <summary>Each moment lies within four standard errors of that of the normal distribution.</summary>
    [Fact]
    public void NextNormal_ManyDraws_HaveTheMomentsOfTheNormalDistribution()
    {
        const int Draws = 200_000;
        var random = new SeededRandom(4);
        double[] z = [.. Enumerable.Range(0, Draws).Select(_ => (random.NextNormal(3, 2) - 3) / 2)];

        z.Average().Should().BeApproximately(0, 4 * Math.Sqrt(1.0 / Draws));
        z.Average(x => x * x).Should().BeApproximately(1, 4 * Math.Sqrt(2.0 / Draws));
        z.Average(x => x * x * x).Should().BeApproximately(0, 4 * Math.Sqrt(15.0 / Draws));
        z.Average(x => x * x * x * x).Should().BeApproximately(3, 4 * Math.Sqrt(96.0 / Draws));
        z.Zip(z[1..], (x, next) => x * next).Average().Should().BeApproximately(0, 4 * Math.Sqrt(1.0 / Draws));
    }

    /// <summary>The second number of a pair must follow the mean and deviation of its own call.</summary>
    [Fact]
    public void NextNormal_OtherParametersAfterTheFirst_AppliesThem()
    {
        var plain = new SeededRandom(5);
        var scaled = new SeededRandom(5);
        plain.NextNormal(0, 1);
        scaled.NextNormal(0, 1);

        scaled.NextNormal(10, 3).Should().BeApproximately(10 + 3 * plain.NextNormal(0, 1), 1e-12);
    }
}
