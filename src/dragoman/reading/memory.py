"""Memory that is free but still held by the process."""

import ctypes
import sys


def give_back() -> None:
    """Give free memory back to the system, where its C library can; elsewhere do nothing.

    What is unpacked and dropped while models are loaded lies between what stays: glibc keeps it,
    and 40 MB more are held at most if nobody asks.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
