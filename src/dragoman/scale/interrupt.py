"""Ctrl-C, or a polite kill, that lets the work in hand be finished."""

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
    """Give a `Stop` that the first Ctrl-C or SIGTERM asks; the second interrupts as usual.

    Outside the main thread, where signals do not arrive, nobody asks.
    """
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
