"""Free memory goes back to the system where the C library can give it."""

import ctypes
import subprocess
import sys

import pytest

FREED = """
from pathlib import Path
from dragoman.reading.memory import give_back

def held():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))

held_back = [bytes(3000) for _ in range(20_000)]
before = held()
held_back = held_back[::40]  # what stays lies among what is freed
give_back()
print(before - held())
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="the C library gives nothing back",
)
def test_free_memory_between_what_stays_goes_back():
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)

    assert int(done.stdout) > 20_000  # of some 60,000 kB


def test_where_nothing_can_be_given_back_nothing_is_done(monkeypatch):
    from dragoman.reading import memory

    monkeypatch.setattr(memory.sys, "platform", "win32")
    monkeypatch.setattr(memory.ctypes, "CDLL", None)

    assert memory.give_back() is None
