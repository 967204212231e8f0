"""Ingests to be killed: one program with everything loaded, which forks a child for each.

As a program: forking.py WHOLE FOLDER SECONDS-PER-ARTICLE, with the path of a record in every
line of standard input. It first takes FOLDER into the record WHOLE without forking. Then, for
each line, it tells "pid N", "article" for every article that its child has dealt with, and
"ended CODE" once the child is gone; the code of a killed one is negative.
"""

import os
import sys
import time
from pathlib import Path

import stub_reader

from dragoman.record.store import open_record
from dragoman.scale.ingest import ingest


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # whole or not at all, even if we are killed


def take_in(record_path: str, folder: str, pause: float) -> None:
    def slowly(document):
        time.sleep(pause)
        return stub_reader.read(document)

    def on_progress(progress):
        if pause and progress.phase == "reading":
            tell("article")

    with open_record(record_path) as record:
        ingest([Path(folder)], record=record, read=slowly, on_progress=on_progress)


def main(whole: str, folder: str, pause: str) -> None:
    take_in(whole, folder, 0.0)
    tell("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                take_in(line.strip(), folder, float(pause))
                code = 0
            finally:
                os._exit(code)
        tell(f"pid {child}")
        _, status = os.waitpid(child, 0)
        tell(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
