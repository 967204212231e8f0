"""The encoder and its heads in PyTorch, to be trained; dragoman runs it by whole numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from scripts.train.functions import as_packed, leave_out
from scripts.train.published import Published
from torch import Tensor, nn
from torch.nn import functional

from dragoman.reading.events.scoring.glances import WAYS
from dragoman.reading.events.scoring.marks import MARKS

SIDES_WIDTH, DATES_WIDTH, SAME_WIDTH = 128, 64, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How much of the published encoder is kept, and how it is trained.

    Attributes:
        layers: kept, from the lowest.
        frozen: of these, the lowest that stay as they are.
        drop: share of numbers left out at random while training.
        hidden: share of pieces that stand for no known word in most windows while training.
        bits: at which the trained matrices are packed.
    """

    layers: int = 8
    frozen: int = 2
    drop: float = 0.1
    hidden: float = 0.08
    bits: int = 6


class Block(nn.Module):
    """One layer of the encoder.

    Attributes:
        drop: share of numbers left out while training.
        bits: at which its matrices are taken as packed; None for as they are.
    """

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
        self.drop = drop
        self.bits: int | None = None

    def forward(self, x: Tensor, unseen: Tensor) -> Tensor:
        """Return the rows of a batch (windows x places x width) one layer on.

        Args:
            x: the rows.
            unseen: what is added to the odds of every place, for each head of each window.
        """
        b, t, w = x.shape
        share = self.drop if self.training else 0.0
        queries, keys, values = (
            self._dense(x, self.into_w, self.into_b)
            .view(b, t, 3, self.heads, -1)
            .permute(2, 0, 3, 1, 4)
            .reshape(3, b * self.heads, t, -1)
        )
        # Written out: the ready-made attention is slower at half precision on a processor.
        scale = queries.shape[-1] ** -0.5
        odds = torch.baddbmm(unseen, queries, keys.transpose(1, 2), alpha=scale)
        seen = torch.bmm(torch.softmax(odds, -1, dtype=odds.dtype), values)
        seen = seen.view(b, self.heads, t, -1).transpose(1, 2).reshape(b, t, w)
        seen = self._dense(seen, self.out_w, self.out_b)
        x = functional.layer_norm(
            x + leave_out(seen, share), (w,), self.norm1_w, self.norm1_b, 1e-12
        )
        inner = functional.gelu(self._dense(x, self.up_w, self.up_b), approximate="tanh")
        inner = self._dense(inner, self.down_w, self.down_b)
        return functional.layer_norm(
            x + leave_out(inner, share), (w,), self.norm2_w, self.norm2_b, 1e-12
        )

    def _dense(self, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        return functional.linear(x, as_packed(weight, self.bits), bias)


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

    def forward(self, ids: Tensor, unseen: Tensor) -> Tensor:
        """Return the rows of a batch of piece numbers (windows x places)."""
        x = self.words[ids] + self.places[: ids.shape[1]]
        x = functional.layer_norm(x, (x.shape[-1],), self.norm_w, self.norm_b, 1e-12)
        for block in self.blocks:
            x = block(x, unseen)
        return x


class Heads(nn.Module):
    """What is asked of the encoder's rows."""

    def __init__(self, width: int, types: int, statuses: int) -> None:
        super().__init__()
        self.types, self.statuses = types, statuses
        # Of a trigger: its types, its status, whether on somebody's word; whether dated by the
        # day of publication, undated, dated by the month of publication.
        self.trigger = nn.Linear(width, types + statuses + 4)
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
    """The encoder and its heads."""

    def __init__(
        self,
        published: Published,
        kept: np.ndarray,
        measures: Measures,
        types: int,
        statuses: int,
    ) -> None:
        super().__init__()
        self.attention = published.heads
        self.base = Base(published, kept, measures)
        self.blocks = nn.ModuleList(
            Block(published, n, measures.drop) for n in range(measures.frozen, measures.layers)
        )
        self.drop = nn.Dropout(measures.drop)
        # What is known of a word at first says nothing.
        self.marks = nn.Embedding.from_pretrained(torch.zeros(MARKS, published.width), freeze=False)
        self.heads = Heads(published.width, types, statuses)

    def encode(self, ids: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Return the rows of a batch of piece numbers (windows x places), as single floats.

        The layers run at half precision where the processor multiplies by it: three times as
        fast.

        Args:
            ids: the pieces.
            mask: which places hold any.
            marks: pairs of a place, counted through the batch, and the mark it bears.
        """
        half = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            count, width = ids.shape
            unseen = torch.zeros(count, 1, 1, width, dtype=torch.bfloat16 if half else None)
            unseen = unseen.masked_fill(~mask[:, None, None], -1e4)
            unseen = unseen.expand(count, self.attention, width, width).flatten(0, 1).contiguous()
            with torch.no_grad():
                x = self.base(ids, unseen).float()
            known = self.marks(marks[:, 1])
            x = x.flatten(0, 1).index_add(0, marks[:, 0], known).view_as(x)
            for block in self.blocks:
                x = block(x, unseen)
        found: Tensor = self.drop(x.float())
        return found

    def take_as_packed(self, bits: int | None) -> None:
        """Take the trained matrices from now on as they are once packed at `bits`."""
        for block in self.blocks:
            block.bits = bits

    def learning(self) -> list[nn.Parameter]:
        """Return what training changes."""
        return [p for p in self.parameters() if p.requires_grad]


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
