"""Makes the numbers that SignalGoldenTests holds the generators against.

A second implementation of the random numbers, from the papers alone: SplitMix64 (Steele, Lea and Flood 2014),
xoshiro256** (Blackman and Vigna 2021), whole numbers by multiplication and rejection (Lemire 2019), normal numbers by
the polar method (Marsaglia and Bray 1964). Run with any Python 3; it needs nothing else.
"""
import math
import struct

WORD = (1 << 64) - 1


class Xoshiro:
    def __init__(self, seed):
        self.spare = None
        self.s = []
        state = seed & WORD
        for _ in range(4):
            state = (state + 0x9E3779B97F4A7C15) & WORD
            z = state
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
            self.s.append(z ^ (z >> 31))

    def next(self):
        s = self.s
        result = (rotl((s[1] * 5) & WORD, 7) * 9) & WORD
        t = (s[1] << 17) & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def integer(self, low, high):
        n = high - low
        while True:
            product = self.next() * n
            if (product & WORD) >= (1 << 64) % n:
                return low + (product >> 64)

    def normal(self, mean, deviation):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return mean + deviation * value
        while True:
            u = -1 + 2 * ((self.next() >> 11) / 2**53)
            v = -1 + 2 * ((self.next() >> 11) / 2**53)
            s = u * u + v * v
            if 0 < s < 1:
                factor = math.sqrt(-2 * math.log(s) / s)
                self.spare = v * factor
                return mean + deviation * (u * factor)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & WORD


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


for seed in (0, 1, 2024):
    random = Xoshiro(seed)
    shifts = [random.integer(-80, 80) for _ in range(8)]
    print("sine", seed, "shifts", shifts, "first", [single(math.sin(s / 20)) for s in shifts[:2]])

for seed in (0, 1, 2024):
    random = Xoshiro(seed)
    n, length, width = random.integer(50, 200), random.integer(800, 1200), random.integer(10, 30)
    shift = random.integer(-4 * width, 4 * width)
    last = single(math.cos(math.sin((length - 1 + shift) / width) ** 2))
    print("drawn", seed, "N", n, "L", length, "T", width, "shift", shift, "last", last)

for seed in (0, 7):
    random = Xoshiro(seed)
    draws = [random.normal(10, 1) for _ in range(5)]
    print("per game", seed, [single(1.6 * x + 4 + d) for x, d in enumerate(draws)])
    print("per series", seed, [single(4 + d) for d in draws])
