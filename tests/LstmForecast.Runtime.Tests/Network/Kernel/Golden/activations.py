"""Sigmoid and tanh in 64 bits, correctly rounded, printed as C# constants.

    python3 activations.py > ActivationReference.cs
"""
import random
import struct
from decimal import Decimal, getcontext

getcontext().prec = 400
getcontext().Emin = -999999
getcontext().Emax = 999999


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def nearest(exact):
    """float() of a decimal rounds correctly, to denormal numbers too."""
    return float(exact)


def sigmoid(x):
    return nearest(1 / (1 + (-Decimal(x)).exp()))


def tanh(x):
    if x == 0:
        return x
    e = (2 * Decimal(x)).exp()
    return nearest((e - 1) / (e + 1))


random.seed(1)
points = [0.625, -0.625, 5e-324, 1e-310, 2.2250738585072014e-308, 0.5, 1.0, 19.0, 19.1, 22.0, 36.7, 37.0, 40.0]
points += [-700.0, -708.3, -708.5, -720.0, -740.0, -744.4, -745.13, -745.2, -746.0, -750.0, 710.0, 1e300, -1e300]
points += [0.625 + i * 2.0**-53 for i in (-4, -3, -2, -1, 2, 4, 6)]
points += [random.choice((-1, 1)) * 10 ** random.uniform(-140, 0) for _ in range(40)]
points += [random.uniform(-1, 1) for _ in range(60)]
points += [random.uniform(-20, 20) for _ in range(60)]
points += [random.uniform(-745, 40) for _ in range(60)]

print("namespace LstmForecast.Tests.Lstm.Kernel;")
print()
print("/// <summary>Printed by activations.py beside this file: the bits of x, sigmoid(x) and tanh(x).</summary>")
print("internal static class ActivationReference")
print("{")
print("    public static readonly (ulong X, ulong Sigmoid, ulong Tanh)[] Bits =")
print("    [")
for x in points:
    huge = abs(x) > 800
    s = (1.0 if x > 0 else 0.0) if huge else sigmoid(x)
    t = (1.0 if x > 0 else -1.0) if huge else tanh(x)
    print(f"        (0x{bits(x):016X}, 0x{bits(s):016X}, 0x{bits(t):016X}),")
print("    ];")
print("}")
