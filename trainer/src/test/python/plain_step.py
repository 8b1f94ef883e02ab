"""The training step of nano-R as one would write it down in PyTorch, to compare tokens per second.

Ordinary modules, ordinary autograd, one loop over the experts, AdamW for everything. The sizes and
the examples are those of TrainingBench: 80 experts of which 8 are chosen, sinks with values, normed
keys, partly rotated heads, norms before and behind each branch. `make plain` runs both.
"""

import argparse
import random
import time

import torch
from torch import nn
from torch.nn import functional as F


class Norm(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return self.gain * x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-5)


class Gated(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.gate = nn.Linear(width, inner, bias=False)
        self.up = nn.Linear(width, inner, bias=False)
        self.down = nn.Linear(inner, width, bias=False)

    def forward(self, x):
        return self.down(F.silu(self.gate(x)) * self.up(x))


class Attention(nn.Module):
    """Grouped heads whose keys are normed and, in part, rotated; the sinks are always seen."""

    def __init__(self, size):
        super().__init__()
        self.size = size
        self.q = nn.Linear(size.width, size.heads * size.key, bias=False)
        self.k = nn.Linear(size.width, size.groups * size.key, bias=False)
        self.v = nn.Linear(size.width, size.groups * size.value, bias=False)
        self.out = nn.Linear(size.heads * size.value, size.width, bias=False)
        self.key_norm = Norm(size.key)
        self.sink_keys = nn.Parameter(0.02 * torch.randn(size.groups, size.sinks, size.key))
        self.sink_values = nn.Parameter(0.02 * torch.randn(size.groups, size.sinks, size.value))

    def rotate(self, x):
        turned = self.size.rotated
        at = torch.arange(x.shape[0], dtype=torch.float32)
        rates = 10_000.0 ** (-torch.arange(0, turned, 2) / turned)
        angles = torch.outer(at, rates)[:, None, :]
        a, b = x[..., 0:turned:2], x[..., 1:turned:2]
        pairs = (a * angles.cos() - b * angles.sin(), a * angles.sin() + b * angles.cos())
        return torch.cat((torch.stack(pairs, -1).flatten(-2), x[..., turned:]), -1)

    def forward(self, x):
        size, length = self.size, x.shape[0]
        repeats = size.heads // size.groups
        q = self.rotate(self.q(x).view(length, size.heads, size.key)).transpose(0, 1)
        k = self.rotate(self.key_norm(self.k(x).view(length, size.groups, size.key)))
        v = self.v(x).view(length, size.groups, size.value).transpose(0, 1)
        keys = torch.cat((self.key_norm(self.sink_keys), k.transpose(0, 1)), 1)
        values = torch.cat((self.sink_values, v), 1)
        scores = q @ keys.repeat_interleave(repeats, 0).transpose(1, 2) / size.key**0.5
        hidden = torch.ones(length, size.sinks + length, dtype=torch.bool).triu(size.sinks + 1)
        weights = scores.masked_fill(hidden, float("-inf")).softmax(-1)
        mixed = weights @ values.repeat_interleave(repeats, 0)
        return self.out(mixed.transpose(0, 1).reshape(length, -1))


class Experts(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.chosen = size.chosen
        self.router = nn.Linear(size.width, size.experts, bias=False)
        self.experts = nn.ModuleList(Gated(size.width, size.inner) for _ in range(size.experts))
        self.shared = Gated(size.width, size.width // 2)

    def forward(self, x):
        scores = self.router(x).sigmoid()
        weights, chosen = scores.topk(self.chosen, -1)
        weights = weights / weights.sum(-1, keepdim=True)
        out = self.shared(x)
        for number, expert in enumerate(self.experts):
            token, place = (chosen == number).nonzero(as_tuple=True)
            if len(token) > 0:
                out = out.index_add(0, token, weights[token, place, None] * expert(x[token]))
        return out


class Layer(nn.Module):
    def __init__(self, size, dense):
        super().__init__()
        self.attention = Attention(size)
        self.block = Gated(size.width, 3 * size.width) if dense else Experts(size)
        self.norms = nn.ModuleList(Norm(size.width) for _ in range(4))

    def forward(self, h, lengths):
        x = self.norms[0](h)
        mixed = torch.cat([self.attention(text) for text in x.split(lengths)])
        h = h + self.norms[1](mixed)
        return h + self.norms[3](self.block(self.norms[2](h)))


class Model(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.embedding = nn.Embedding(size.vocabulary, size.width)
        self.layers = nn.ModuleList(Layer(size, at == 0) for at in range(size.layers))
        self.norm = Norm(size.width)
        self.head = nn.Linear(size.width, size.vocabulary, bias=False)

    def forward(self, tokens, lengths):
        h = self.embedding(tokens)
        for layer in self.layers:
            h = layer(h, lengths)
        return self.head(self.norm(h))


def pack(size):
    """Texts of 60 to 359 random tokens, one behind the other, until a step has enough."""
    lengths = []
    while sum(lengths) < size.batch:
        lengths.append(random.randrange(60, 360))
    return torch.randint(2, size.vocabulary, (sum(lengths),)), lengths


def step(model, optimizer, tokens, lengths):
    logits = model(tokens, lengths)
    ends = torch.tensor(lengths).cumsum(0) - 1
    predicts = torch.ones(len(tokens), dtype=torch.bool)
    predicts[ends] = False  # the last token of a text has none behind it
    loss = F.cross_entropy(logits[predicts], tokens.roll(-1)[predicts])
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    optimizer.step()
    return loss.item()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    for name, usual in (
        ("steps", 30), ("batch", 4096), ("threads", 2), ("vocabulary", 1500), ("layers", 4),
        ("width", 128), ("heads", 4), ("groups", 2), ("key", 48), ("value", 32), ("rotated", 16),
        ("sinks", 8), ("experts", 80), ("chosen", 8), ("inner", 32),
    ):  # fmt: skip
        parser.add_argument("--" + name, type=int, default=usual)
    size = parser.parse_args()
    torch.set_num_threads(size.threads)
    torch.manual_seed(1)
    random.seed(1)
    model = Model(size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.003, weight_decay=0.02)
    for number in range(1, size.steps + 1):
        tokens, lengths = pack(size)
        begin = time.perf_counter()
        loss = step(model, optimizer, tokens, lengths)
        rate = len(tokens) / (time.perf_counter() - begin)
        print(f"step {number} loss {loss:.3f} {rate:.0f} tokens/s")


if __name__ == "__main__":
    main()
