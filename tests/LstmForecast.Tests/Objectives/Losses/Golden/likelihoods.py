"""Negative log-likelihoods of raw network outputs and their gradients, by torch.distributions (PyTorch 1.13 was used).

    python3 likelihoods.py > LikelihoodReference.cs
"""
import torch
from torch.distributions import NegativeBinomial, Normal, StudentT
from torch.nn.functional import softplus

torch.set_default_dtype(torch.float64)


def gaussian(o, y, s):
    return Normal(o[0], softplus(o[1]) + 1e-4).log_prob(y)


def student_t(o, y, s):
    return StudentT(2 + softplus(o[2]), o[0], softplus(o[1]) + 1e-4).log_prob(y)


def negative_binomial(o, y, s):
    mean = s * (softplus(o[0]) + 1e-6)
    dispersion = softplus(o[1]) / s ** 0.5 + 1e-6
    return NegativeBinomial(1 / dispersion, logits=torch.log(dispersion * mean)).log_prob(y)


CASES = [
    ("Gaussian", gaussian, [([0.3, 0.5], 1.2, 1), ([-2, -6], -1.9, 1), ([5, 30], -7, 1), ([0, 0], 0, 1)]),
    ("StudentT", student_t, [([0.3, 0.5, 1], 1.2, 1), ([-2, -6, -20], -1.9, 1), ([1, 2, 40], 300, 1),
                             ([0, 0, 5000], 1.5, 1), ([0, 1, 0], 0, 1)]),
    ("NegativeBinomial", negative_binomial, [([0.5, 0.2], 3, 4), ([-3, 2], 0, 1.5), ([1, -4], 250, 120),
                                             ([2, 15], 7, 3), ([-1, 0.5], 40000, 9000)]),
]

print("namespace LstmForecast.Tests.Training.Losses.Golden;")
print()
print("/// <summary>Made by likelihoods.py; mend that, not this. Outputs, target, scale, loss, gradient.</summary>")
print("internal static class LikelihoodReference")
print("{")
for i, (name, log_density, rows) in enumerate(CASES):
    if i:
        print()
    print(f"    public static (double[] Outputs, double Target, double Scale, double Loss, double[] Gradient)[] {name} {{ get; }} =")
    print("    [")
    for numbers, target, scale in rows:
        outputs = torch.tensor([float(number) for number in numbers], requires_grad=True)
        loss = -log_density(outputs, torch.tensor(float(target)), torch.tensor(float(scale)))
        loss.backward()
        gradient = ", ".join(repr(float(number)) for number in outputs.grad)
        print(f"        ({numbers}, {target}, {scale}, {loss.item()!r}, [{gradient}]),")
    print("    ];")
print("}")
