"""Trains small networks in PyTorch and writes what PyTorchGoldenTests reads: their weights as safetensors files, made by
the format's description (https://github.com/huggingface/safetensors#format), and what PyTorch forecasts with them.

Run in this folder; needs PyTorch alone (made with 1.13.0).
"""
import json
import math
import struct

import torch
from torch import nn

HORIZON = 12
TYPES = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}


def save(path, state):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name, tensor in state.items():
        raw = bytes(tensor.detach().contiguous().reshape(-1).view(torch.uint8).tolist()) if tensor.dim() else \
            struct.pack("<q", tensor.item())
        header[name] = {"dtype": TYPES[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Cells(nn.Module):
    """The article's model, with as many layers and whatever follows each of them."""

    def __init__(self, channels, hidden, norm=None, head=(), bias=True):
        super().__init__()
        self.hidden, self.head = hidden, 1 + len(head)
        for i, (size, units) in enumerate(zip([channels, *hidden], hidden), 1):
            setattr(self, f"lstm{i}", nn.LSTMCell(size, units, bias=bias))
            if norm:
                setattr(self, f"norm{i}", norm(units))
        widths = [hidden[-1], *head, channels]
        for i, (size, units) in enumerate(zip(widths, widths[1:]), 1):
            setattr(self, "linear" if self.head == 1 else f"linear{i}", nn.Linear(size, units, bias=bias))

    def forward(self, x, ahead=0):  # [batch, time, channels]
        zeros = [x.new_zeros(len(x), units) for units in self.hidden]
        h, c, outputs = list(zeros), list(zeros), []
        for step in range(x.shape[1] + ahead):
            value = x[:, step] if step < x.shape[1] else outputs[-1]
            for i in range(len(self.hidden)):
                h[i], c[i] = getattr(self, f"lstm{i + 1}")(value, (h[i], c[i]))
                value = getattr(self, f"norm{i + 1}", nn.Identity())(h[i])
            for i in range(self.head):
                value = getattr(self, "linear" if self.head == 1 else f"linear{i + 1}")(value)
            outputs.append(value)
        return torch.stack(outputs, 1)


class Layers(nn.Module):
    def __init__(self, channels, hidden, layers):
        super().__init__()
        self.lstm = nn.LSTM(channels, hidden, layers, batch_first=True)
        self.fc = nn.Linear(hidden, channels)

    def forward(self, x, ahead=0):
        output, state = self.lstm(x)
        outputs = [self.fc(output)]
        for _ in range(ahead):
            output, state = self.lstm(outputs[-1][:, -1:], state)
            outputs.append(self.fc(output))
        return torch.cat(outputs, 1)


def waves(channels, dtype):
    """[series, time, channels]"""
    return torch.tensor([[[10 + 3 * math.sin(0.3 * t + 0.7 * s + c) for c in range(channels)] for t in range(40)]
                         for s in range(5)], dtype=dtype)


def train(model, series):
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    for _ in range(60):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(series[:, :-1]), series[:, 1:])
        loss.backward()
        optimizer.step()
    return model.eval()


def numbers(tensor):
    return [value for row in tensor.double().tolist() for value in row]


def forecasts(model, series, mean, scale):
    """Of the first series, from all of it; standardised as the network was trained."""
    with torch.no_grad():
        output = model((series[:1] - mean) / scale, HORIZON - 1) * scale + mean
    return numbers(output[0, -HORIZON:])


def main():
    torch.manual_seed(0)
    results = {}
    for name, make, channels, dtype in [
        ("cells", lambda: Cells(1, [9, 7]), 1, torch.float32),
        ("lstm", lambda: Layers(2, 6, 3), 2, torch.float64),
        ("layer-norm", lambda: Cells(2, [6, 5], nn.LayerNorm, head=[4]), 2, torch.float32),
        ("batch-norm", lambda: Cells(1, [5, 4], nn.BatchNorm1d), 1, torch.float64),
        ("no-bias", lambda: Cells(1, [6], bias=False), 1, torch.float32),
    ]:
        series = waves(channels, dtype)
        # The population's deviation: torch.std divides by n - 1 unless it is told otherwise.
        mean, scale = series.mean((0, 1)), series.std((0, 1), unbiased=False)
        model = train(make().to(dtype), (series - mean) / scale)
        save(f"{name}.safetensors", model.state_dict())
        results[name] = {"channels": channels, "history": [numbers(one) for one in series],
                         "forecast": forecasts(model, series, mean, scale)}
        if name != "cells":
            continue
        for half in (torch.float16, torch.bfloat16):
            # What is left of the numbers in 16 bits, computed with in 32.
            state = {key: value.to(half) for key, value in model.state_dict().items()}
            model.load_state_dict({key: value.float() for key, value in state.items()})
            file = f"{name}-{TYPES[half].lower()}"
            save(f"{file}.safetensors", state)
            results[file] = {**results[name], "forecast": forecasts(model, series, mean, scale)}
    with open("forecasts.json", "w") as file:
        json.dump(results, file)


main()
