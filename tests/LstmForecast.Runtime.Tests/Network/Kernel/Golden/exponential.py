"""The polynomial in Activations.ExpMinusOne: of all r + r^2 (c0 + ... + c4 r^4) the one whose largest error on
|r| <= ln(2) / 2, in parts of exp(r), is the smallest. Found by Remez' exchange. Needs mpmath (Debian: python3-mpmath).

    python3 exponential.py
"""
import mpmath as mp

mp.mp.dps = 30
TERMS = 5
# A little wider: the whole number nearest to x / ln 2 is found in float.
END = mp.log(2) / 2 * mp.mpf("1.0001")
GRID = [END * (mp.mpf(i) / 750 - 1) for i in range(1501)]


def solve(points):
    """Coefficients whose errors at the points are equal in size and of alternating sign."""
    left, right = mp.matrix(TERMS + 1, TERMS + 1), mp.matrix(TERMS + 1, 1)
    for i, r in enumerate(points):
        for k in range(TERMS):
            left[i, k] = r ** (k + 2)
        left[i, TERMS] = (-1) ** i * mp.exp(r)
        right[i] = mp.exp(r) - 1 - r
    return mp.lu_solve(left, right)[:TERMS]


def errors(coefficients):
    return [(r + sum(c * r ** (k + 2) for k, c in enumerate(coefficients)) - mp.exp(r) + 1) / mp.exp(r) for r in GRID]


def extremes(values):
    """Where the error is largest between two changes of its sign."""
    found = []
    for r, value in zip(GRID, values):
        if value == 0:
            continue
        if not found or (found[-1][1] > 0) != (value > 0):
            found.append((r, value))
        elif abs(value) > abs(found[-1][1]):
            found[-1] = (r, value)
    while len(found) > TERMS + 1:
        found.pop(0 if abs(found[0][1]) < abs(found[-1][1]) else -1)
    return [r for r, _ in found]


points = [END * mp.cos(mp.pi * (i + mp.mpf(1) / 2) / (TERMS + 1)) for i in range(TERMS + 1)]
for _ in range(12):
    coefficients = solve(points)
    values = errors(coefficients)
    points = extremes(values)
print("coefficients", [mp.nstr(c, 11) for c in coefficients])
print("largest error", mp.nstr(max(abs(value) for value in values), 4), "of exp(r)")
