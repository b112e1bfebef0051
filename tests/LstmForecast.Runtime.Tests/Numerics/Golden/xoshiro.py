"""Prints the numbers that SeededRandomTests holds: xoshiro256** seeded by SplitMix64, written from the papers.

Checked first against figures published elsewhere:
SplitMix64 against https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64,
xoshiro256** against the test vector of the Rust crate rand_xoshiro.
"""
MASK = (1 << 64) - 1


def splitmix64(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
        yield z ^ (z >> 31)


def rotate(x, bits):
    return (x << bits | x >> (64 - bits)) & MASK


def xoshiro(s):
    s = list(s)
    while True:
        yield rotate(s[1] * 5 & MASK, 7) * 9 & MASK
        t = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)


def take(count, numbers):
    return [next(numbers) for _ in range(count)]


assert take(5, splitmix64(1234567)) == [
    6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]
assert take(10, xoshiro([1, 2, 3, 4])) == [
    11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
    8476171486693032832, 10595114339597558777, 2904607092377533576]

for seed, stream in [(0, 0), (42, 0), (-1, 0), (42, 1), (-9223372036854775808, 18446744073709551615)]:
    start = (seed + stream * 0xD1342543DE82EF95) & MASK
    numbers = take(4, xoshiro(take(4, splitmix64(start))))
    print(seed, stream, *numbers)
    print("  as doubles", *(repr((number >> 11) / 2**53) for number in numbers))
