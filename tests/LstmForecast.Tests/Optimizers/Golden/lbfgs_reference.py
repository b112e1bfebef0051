"""Reference runs of published L-BFGS implementations, printed as C# constants.

Made with PyTorch 1.13.0 and SciPy 1.10.1 (Debian 12's python3-torch and python3-scipy):

    /usr/bin/python3 lbfgs_reference.py > LbfgsReference.cs
"""
import math

import numpy as np
import scipy.optimize
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def rosenbrock(x):
    return 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def beale(x):
    a, b = x[0], x[1]
    return (1.5 - a + a * b) ** 2 + (2.25 - a + a * b**2) ** 2 + (2.625 - a + a * b**3) ** 2


SCALES = torch.tensor([10.0 ** (6 * i / 99) for i in range(100)])


def quadratic(x):
    return 0.5 * (SCALES * x * x).sum()


PROBLEMS = {
    "Rosenbrock": (rosenbrock, [-1.2, 1.0], 1e-14),
    "Beale": (beale, [1.0, 1.0], 1e-14),
    # A ten-thousand-millionth of the loss at the start, 3.4e6.
    "Quadratic": (quadratic, [(i + 1) / 100 for i in range(100)], 3.4e-4),
}


class Reached(Exception):
    pass


def torch_evaluations(function, start, target):
    x = torch.tensor(start, requires_grad=True)
    count = 0

    def closure():
        nonlocal count
        optimizer.zero_grad()
        loss = function(x)
        loss.backward()
        count += 1
        if loss.item() <= target:
            raise Reached
        return loss

    optimizer = torch.optim.LBFGS(
        [x], lr=1, max_iter=5000, tolerance_grad=0, tolerance_change=0, line_search_fn="strong_wolfe")
    try:
        optimizer.step(closure)
    except Reached:
        return count
    raise RuntimeError("target not reached")


def scipy_evaluations(function, start, target, pairs):
    count = 0

    def both(array):
        nonlocal count
        x = torch.tensor(array, requires_grad=True)
        loss = function(x)
        loss.backward()
        count += 1
        if loss.item() <= target:
            raise Reached
        return loss.item(), x.grad.numpy().copy()

    options = {"maxcor": pairs, "ftol": 0, "gtol": 0, "maxiter": 5000, "maxfun": 50000}
    try:
        scipy.optimize.minimize(both, np.array(start), jac=True, method="L-BFGS-B", options=options)
    except Reached:
        return count
    raise RuntimeError("target not reached")


class Waves(torch.nn.Module):
    """One LSTMCell of 4 units and a linear layer, stepped over 5 series of 12 points; weights by formula."""

    def __init__(self):
        super().__init__()
        self.cell = torch.nn.LSTMCell(1, 4)
        self.head = torch.nn.Linear(4, 1)
        k = 0
        with torch.no_grad():
            for parameter in self.parameters():
                for i in range(parameter.numel()):
                    parameter.view(-1)[i] = 0.4 * math.sin(1.7 * (k + 1))
                    k += 1
        self.data = torch.tensor([[math.sin((t + 7 * s) / 3.0) for t in range(13)] for s in range(5)])

    def loss(self):
        h = torch.zeros(5, 4)
        c = torch.zeros(5, 4)
        outputs = []
        for t in range(12):
            h, c = self.cell(self.data[:, t : t + 1], (h, c))
            outputs.append(self.head(h))
        return torch.nn.functional.mse_loss(torch.cat(outputs, 1), self.data[:, 1:])


def trajectory(parameters, function, steps, iterations):
    """Per step: first loss, closure calls, all parameters afterwards."""
    count = 0

    def closure():
        nonlocal count
        optimizer.zero_grad()
        loss = function()
        loss.backward()
        count += 1
        return loss

    optimizer = torch.optim.LBFGS(parameters, lr=1, max_iter=iterations, line_search_fn="strong_wolfe")
    rows = []
    for _ in range(steps):
        count = 0
        loss = optimizer.step(closure).item()
        rows.append([loss, float(count)] + torch.cat([p.detach().view(-1) for p in parameters]).tolist())
    return rows


def print_rows(name, comment, rows):
    print()
    print(f"    /// <summary>{comment}</summary>")
    print(f"    public static readonly double[][] {name} =")
    print("    [")
    for row in rows:
        print("        [")
        for i in range(0, len(row), 4):
            print("            " + ", ".join(repr(v) for v in row[i : i + 4]) + ",")
        print("        ],")
    print("    ];")


print("namespace LstmForecast.Tests.Training;")
print()
print("/// <summary>Printed by lbfgs_reference.py beside this file, which names versions and command.</summary>")
print("internal static class LbfgsReference")
print("{")
for i, (name, (function, start, target)) in enumerate(PROBLEMS.items()):
    if i:
        print()
    print(f"    public const double {name}Target = {target!r};")
    print(f"    public const int {name}TorchEvaluations = {torch_evaluations(function, start, target)};")
    print(f"    public const int {name}ScipyEvaluations = {scipy_evaluations(function, start, target, 100)};")
    ten = scipy_evaluations(function, start, target, 10)
    print(f"    public const int {name}ScipyTenPairsEvaluations = {ten};")

comment = "A step each: first loss, evaluations, parameters after it; strong Wolfe, learning rate 1, {} iterations a step."
for name, (function, start, _) in list(PROBLEMS.items())[:2]:
    x = torch.tensor(start, requires_grad=True)
    print_rows(f"{name}Steps", comment.format(4), trajectory([x], lambda: function(x), 8, 4))
waves = Waves()
print_rows("WavesSteps", comment.format(5), trajectory(list(waves.parameters()), waves.loss, 8, 5))
print("}")
