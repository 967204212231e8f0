"""Ctrl-C that lets the work in hand be finished."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stop:
    """Whether to stop after the work in hand.

    Attributes:
        asked: True once somebody asked.
    """

    def __init__(self) -> None:
        self.asked = False


@contextmanager
def stopping_gently() -> Iterator[Stop]:
    """Give a `Stop` that the first Ctrl-C asks; the second interrupts as usual.

    Outside the main thread, where signals do not arrive, nobody asks.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
