"""Readers that other processes find by name; see `stub_reader`."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import stub_reader

from dragoman.types.document import Document
from dragoman.types.reading import Reading


def read(document: Document) -> Reading:
    return stub_reader.read(document)


def bad_reader(document: Document) -> Reading:
    raise ZeroDivisionError(document.id)


@dataclass(frozen=True)
class DeadlyOnce:
    """Kills its process over one text, the first time."""

    mark: Path
    sign: str = " 3 "

    def __call__(self, document: Document) -> Reading:
        if self.sign in document.text and not self.mark.exists():
            self.mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return stub_reader.read(document)


def always_deadly(document: Document) -> Reading:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")
