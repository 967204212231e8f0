"""The encoder and its heads in PyTorch, to be trained; `dragoman` runs the same in NumPy."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from scripts.train.published import Published
from torch import Tensor, nn
from torch.nn import functional

from dragoman.reading.events.scoring.glances import WAYS

SIDES_WIDTH, DATES_WIDTH, SAME_WIDTH = 128, 64, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How much of the published encoder is kept, and how it is trained.

    Attributes:
        layers: kept, from the lowest.
        frozen: of these, the lowest that stay as they are.
        drop: share of numbers left out at random while training.
    """

    layers: int = 8
    frozen: int = 4
    drop: float = 0.1


class Block(nn.Module):
    """One layer of the encoder."""

    def __init__(self, published: Published, n: int, drop: float) -> None:
        super().__init__()
        t = {
            k.split(".", 1)[1]: torch.from_numpy(v.copy())
            for k, v in published.tensors.items()
            if k.startswith(f"l{n}.")
        }
        p = nn.Parameter
        self.heads = published.heads
        self.into_w = p(torch.cat([t["q.w"], t["k.w"], t["v.w"]]))
        self.into_b = p(torch.cat([t["q.b"], t["k.b"], t["v.b"]]))
        self.out_w, self.out_b = p(t["ao.w"]), p(t["ao.b"])
        self.up_w, self.up_b = p(t["fi.w"]), p(t["fi.b"])
        self.down_w, self.down_b = p(t["fo.w"]), p(t["fo.b"])
        self.norm1_w, self.norm1_b = p(t["aln.w"]), p(t["aln.b"])
        self.norm2_w, self.norm2_b = p(t["oln.w"]), p(t["oln.b"])
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the rows of a batch (windows x places x width) one layer on."""
        b, t, w = x.shape
        q, k, v = (
            functional.linear(x, self.into_w, self.into_b)
            .view(b, t, 3, self.heads, -1)
            .permute(2, 0, 3, 1, 4)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        seen = functional.linear(seen.transpose(1, 2).reshape(b, t, w), self.out_w, self.out_b)
        x = functional.layer_norm(x + self.drop(seen), (w,), self.norm1_w, self.norm1_b, 1e-12)
        inner = functional.gelu(functional.linear(x, self.up_w, self.up_b), approximate="tanh")
        inner = functional.linear(inner, self.down_w, self.down_b)
        return functional.layer_norm(x + self.drop(inner), (w,), self.norm2_w, self.norm2_b, 1e-12)


class Base(nn.Module):
    """The embedding and the frozen layers."""

    def __init__(self, published: Published, kept: np.ndarray, measures: Measures) -> None:
        super().__init__()
        tensors = published.tensors
        width = published.width
        self.words = nn.Parameter(torch.from_numpy(tensors["emb.word"][kept].copy()))
        places = tensors["emb.pos"] + tensors["emb.type"].reshape(-1, width)[0]
        self.places = nn.Parameter(torch.from_numpy(places.copy()))
        self.norm_w = nn.Parameter(torch.from_numpy(tensors["emb.ln.w"].copy()))
        self.norm_b = nn.Parameter(torch.from_numpy(tensors["emb.ln.b"].copy()))
        self.blocks = nn.ModuleList(Block(published, n, 0.0) for n in range(measures.frozen))
        for parameter in self.parameters():
            parameter.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the rows of a batch of piece numbers (windows x places)."""
        x = self.words[ids] + self.places[: ids.shape[1]]
        x = functional.layer_norm(x, (x.shape[-1],), self.norm_w, self.norm_b, 1e-12)
        for block in self.blocks:
            x = block(x, mask)
        return x


class Heads(nn.Module):
    """What is asked of the encoder's rows."""

    def __init__(self, width: int, types: int, statuses: int) -> None:
        super().__init__()
        self.types, self.statuses = types, statuses
        # Of a trigger: its types, its status, whether on somebody's word, published, undated.
        self.trigger = nn.Linear(width, types + statuses + 3)
        self.word = nn.Linear(width, types)
        self.side_head = nn.Linear(width, SIDES_WIDTH)
        self.side_word = nn.Linear(width, SIDES_WIDTH, bias=False)
        self.side_type = nn.Parameter(torch.zeros(2 * types, SIDES_WIDTH))
        self.side_way = nn.Parameter(torch.zeros(WAYS, SIDES_WIDTH))
        self.side_out = nn.Linear(SIDES_WIDTH, 2)
        self.date_head = nn.Linear(width, DATES_WIDTH)
        self.date_word = nn.Linear(width, DATES_WIDTH, bias=False)
        self.date_way = nn.Parameter(torch.zeros(WAYS, DATES_WIDTH))
        self.date_out = nn.Linear(DATES_WIDTH, 1)
        self.same = nn.Linear(width, SAME_WIDTH)
        self.same_out = nn.Linear(2 * SAME_WIDTH, 1)


class Net(nn.Module):
    """The trained layers and the heads; reads what `Base` gives."""

    def __init__(self, published: Published, measures: Measures, types: int, statuses: int) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(
            Block(published, n, measures.drop) for n in range(measures.frozen, measures.layers)
        )
        self.drop = nn.Dropout(measures.drop)
        self.heads = Heads(published.width, types, statuses)

    def encode(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return what the trained layers make of the rows that the frozen ones gave."""
        for block in self.blocks:
            x = block(x, mask)
        return self.drop(x)


def told_of_sides(heads: Heads, h: Tensor, b: dict[str, Any]) -> Tensor:
    """Return two logits a question: logarithm of the sum over the words of its actor."""
    x = heads.side_head(h[b["pair_t"]]) + heads.side_word(h[b["pair_w"]])
    x = x + heads.side_type[b["pair_type"]] + heads.side_way[b["pair_way"]]
    words = heads.side_out(functional.relu(x))
    return log_sum(words, b["pair_q"], b["questions"])


def told_of_times(heads: Heads, h: Tensor, b: dict[str, Any]) -> Tensor:
    """Return one logit a pair of trigger and time."""
    x = (
        heads.date_head(h[b["time_t"]])
        + heads.date_word(h[b["time_w"]])
        + heads.date_way[b["time_way"]]
    )
    return heads.date_out(functional.relu(x))[:, 0]


def told_of_same(heads: Heads, h: Tensor, first: Tensor, second: Tensor) -> Tensor:
    """Return one logit a pair of triggers."""
    u = heads.same(h)
    a, c = u[first], u[second]
    return heads.same_out(torch.cat([(a - c).abs(), a * c], dim=1))[:, 0]


def log_sum(values: Tensor, group: Tensor, count: int) -> Tensor:
    """Return the logarithm of the sum of exponentials of the rows of each group."""
    index = group[:, None].expand_as(values)
    top = torch.full((count, values.shape[1]), -30.0).scatter_reduce(
        0, index, values.detach(), "amax"
    )
    total = torch.zeros(count, values.shape[1]).scatter_add(
        0, index, torch.exp(values - top[group])
    )
    return top + torch.log(total + 1e-9)
