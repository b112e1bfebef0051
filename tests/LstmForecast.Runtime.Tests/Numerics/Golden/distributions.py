"""What the tests of Distributions compare with, by scipy (1.10.1 was used) and mpmath.

    python3 distributions.py > DistributionReference.cs
"""
from mpmath import betainc, findroot, loggamma, mp, mpf
from scipy import stats

mp.dps = 40
LEVELS = [0.001, 0.005, 0.025, 0.1, 0.3, 0.5, 0.6, 0.9, 0.975, 0.995, 0.999]


def student_t(level, degrees):
    """scipy's own is good to 9 digits only; it is where the search begins."""
    if level == 0.5:
        return 0
    n, tail = mpf(degrees), mpf(min(level, 1 - level))
    upper = findroot(
        lambda t: betainc(n / 2, mpf(1) / 2, 0, n / (n + t * t), regularized=True) / 2 - tail,
        abs(stats.t.ppf(level, degrees)))
    return upper if level > 0.5 else -upper


def rows():
    for x in [1e-30, 1e-5, 0.3, 0.5, 1, 1.5, 2, 3.7, 10, 123.4, 1e4, 1e6]:
        yield "LogGamma", x, loggamma(mpf(x)).real
    for a, b, x in [(0.5, 0.5, 0.3), (1, 3, 0.2), (2.5, 0.5, 0.99), (10, 30, 0.25), (100, 0.5, 0.98),
                    (0.01, 4, 0.001), (400, 700, 0.37), (5000, 21, 0.995)]:
        yield "IncompleteBeta", a, b, x, betainc(a, b, 0, x, regularized=True)
    for level in [1e-300, 1e-20, 1e-9] + LEVELS + [1 - 1e-9]:
        yield "Normal", level, stats.norm.ppf(level)
    for degrees in [2.0001, 2.5, 3, 4.7, 10, 30.5, 200, 999, 1001, 50000]:
        for level in LEVELS:
            yield "StudentT", degrees, level, student_t(level, degrees)
    for mean, dispersion in [(1e-6, 1e-6), (0.05, 1), (0.7, 0.3), (3, 1e-6), (3, 2), (12.5, 0.1), (40, 10),
                             (400, 0.01), (2500, 0.5), (1e5, 1e-4), (1e6, 1)]:
        size = 1 / dispersion
        for level in LEVELS:
            count = stats.nbinom.ppf(level, size, 1 / (1 + dispersion * mean))
            yield "NegativeBinomial", mean, dispersion, level, count
    for mean, dispersion, count in [(0.7, 0.3, 0), (3, 2, 4), (12.5, 0.1, 20), (400, 0.01, 350), (2500, 0.5, 1000)]:
        p = mpf(1) / (1 + mpf(dispersion) * mpf(mean))
        yield "Cumulative", mean, dispersion, count, betainc(1 / mpf(dispersion), count + 1, 0, p, regularized=True)


def literal(number):
    return repr(float(number)).replace("e", "E")


print("namespace LstmForecast.Tests.Distributions.Golden;")
print()
print("/// <summary>Made by distributions.py; mend that, not this.</summary>")
print("internal static class DistributionReference")
print("{")
names = []
for name, *_ in rows():
    if name not in names:
        names.append(name)
for i, wanted in enumerate(names):
    if i:
        print()
    print("    /// <summary>Arguments, then the value.</summary>")
    print(f"    public static double[][] {wanted} {{ get; }} =")
    print("    [")
    for name, *numbers in rows():
        if name == wanted:
            print("        [" + ", ".join(literal(number) for number in numbers) + "],")
    print("    ];")
print("}")
