"""What the training needs of PyTorch that PyTorch has not, or not as fast on a processor."""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from dragoman.reading.context.weights import BLOCK

_FAST = np.random.SFC64(7)


class _LeaveOut(torch.autograd.Function):
    """Dropout by random bytes: PyTorch's own draws take as long as the products."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, cut: int) -> Tensor:
        count = x.numel()
        drawn = _FAST.random_raw((count + 7) // 8).view(np.uint8)[:count]
        kept = (torch.from_numpy(drawn).view(x.shape) >= cut).to(x.dtype).mul_(256 / (256 - cut))
        ctx.save_for_backward(kept)
        return x * kept

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        (kept,) = ctx.saved_tensors
        return gradient * kept.to(gradient.dtype), None


class _AsPacked(torch.autograd.Function):
    """A matrix as `dragoman.reading.context.weights.pack` keeps it; gradients pass through."""

    @staticmethod
    def forward(_ctx: Any, matrix: Tensor, bits: int) -> Tensor:
        blocks, most = matrix.reshape(-1, BLOCK), 2 ** (bits - 1)
        peak = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
        steps = (peak / -most).half().float()
        steps = torch.where(steps == 0, torch.ones_like(steps), steps)
        whole = torch.round(blocks / steps).clamp_(-most, most - 1)
        return (whole * steps).reshape(matrix.shape)

    @staticmethod
    def backward(_ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        return gradient, None


def leave_out(x: Tensor, share: float) -> Tensor:
    """Return `x` with about `share` of its numbers left out and the others made larger."""
    cut = round(256 * share)
    found: Tensor = _LeaveOut.apply(x, cut) if cut else x
    return found


def as_packed(matrix: Tensor, bits: int | None) -> Tensor:
    """Return `matrix` as it is once packed at `bits`, so that training learns to bear it.

    None leaves it as it is. The gradient of what is returned is that of `matrix`.
    """
    found: Tensor = _AsPacked.apply(matrix, bits) if bits else matrix
    return found
