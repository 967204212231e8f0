"""Pages extracted again from their kept originals, after the extractor has changed."""

import io
import time
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, cast

from dragoman.record.origins import Kept
from dragoman.record.store import Record
from dragoman.scale.interrupt import stopping_gently
from dragoman.scale.pace import Pace, Progress
from dragoman.scale.report import IngestReport
from dragoman.scale.taking import Reader, Taker
from dragoman.sources.load import load_page
from dragoman.sources.opening import Meter
from dragoman.sources.outcome import Failure, Loaded, RefusedError
from dragoman.sources.pages import extractor
from dragoman.sources.piece import Options, Piece


def reextract(
    *,
    record: Record,
    read: Reader,
    on_progress: Callable[[Progress], None] | None = None,
    extractor_now: str | None = None,
    timer: Callable[[], float] = time.monotonic,
) -> IngestReport:
    """Extract every kept page again that another extractor extracted.

    A page that now gives another text becomes a new version at its address; the older
    text stays, for facts are cited by its offsets.

    Args:
        record: the record.
        read: reads one document.
        on_progress: called after each page.
        extractor_now: what extracts now; the installed library if None.
        timer: tells seconds.
    """
    begun = timer()
    taker = Taker(record, read)
    pace = Pace(on_progress or (lambda _: None), timer)
    now = extractor_now or extractor()
    last = 0
    with stopping_gently() as stop:
        while not stop.asked and (some := record.intake.kept(after=last, extractor=now)):
            for kept in some:
                if stop.asked:
                    break
                last = kept.document
                outcome = _again(kept, now)
                same = isinstance(outcome, Loaded) and outcome.document.text == record.text(last)
                taker.take(outcome)
                if same and isinstance(outcome, Loaded):
                    record.intake.set_origin(last, outcome.origin)
                pace.count("reading", kept.address)
        stopped = stop.asked
        if not stopped:
            record.resolving.resolve()
            pace.tell("done", "")
    return taker.tally.report(stopped=stopped, seconds=timer() - begun)


def _again(kept: Kept, now: str) -> Loaded | Failure:
    """Return what comes of a page when it is extracted again."""
    original = kept.origin.original
    assert original is not None
    piece = Piece(
        path=kept.address,
        name=kept.name,
        address=kept.address,
        stream=cast(BinaryIO, io.BytesIO(original.body)),
        head=b"",
        meter=Meter(),
        url=kept.url,
        charset=original.charset,
        media_type=original.media_type,
        fetched_at=kept.origin.fetched_at,
        publisher=kept.publisher,
    )
    try:
        [outcome] = load_page(piece, Options())
    except RefusedError as refused:
        return piece.refused(refused)
    if isinstance(outcome, Loaded):
        origin = replace(outcome.origin, extractor=now, place=kept.origin.place)
        # The address must stay, whatever the page now says of where it stands.
        return replace(outcome, address=kept.address, origin=origin)
    return outcome
