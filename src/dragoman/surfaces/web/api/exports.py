"""Exports by REST: the same writers as `dragoman export`, streamed."""

from collections.abc import Iterator
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from dragoman.surfaces.export.choosing import filters_of
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import TABLES
from dragoman.surfaces.web.api.models import Problem
from dragoman.surfaces.web.api.routes import PREFIX, Codes, Day, Name, fresh
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import library_of

ExportFormat = Annotated[str, Path(pattern=f"^({'|'.join(FORMATS)})$")]
TableName = Annotated[
    str, Query(pattern=f"^({'|'.join(TABLES)})$", description="For csv, jsonl, parquet.")
]

router = APIRouter(prefix=PREFIX, tags=["export"], dependencies=[Depends(fresh)])


@router.get(
    "/export/{format}",
    response_class=Response,
    responses={
        200: {
            "description": "The file, as docs/exports.md describes it",
            "content": {format.media_type.split(";")[0]: {} for format in FORMATS.values()},
        },
        304: {"description": "Not changed since the ETag that was sent"},
        400: {"model": Problem, "description": "A filter cannot be understood"},
        404: {"model": Problem, "description": "A name is not known"},
    },
)
def export(
    request: Request,
    response: Response,
    format: ExportFormat,
    one: Name = None,
    other: Name = None,
    since: Day = None,
    until: Day = None,
    type: Codes = None,
    status: Codes = None,
    table: TableName = "events",
    per_article: Annotated[bool, Query(description="Each telling, not each happening.")] = False,
) -> Response:
    """Give all of the record, what one takes part in, or what two have with each other."""
    record = library_of(request).record
    filters = filters_of(
        record,
        *(name for name in (one, other) if name),
        since=since or None,
        until=until or None,
        types=type or (),
        statuses=status or (),
    )
    chosen = FORMATS[format]
    selection = Selection(
        record=record,
        filters=filters,
        per_article=per_article,
        language=speak_to(request).language,
    )
    chunks = chosen.write(selection, Tally(), table=TABLES[table])
    name = f"dragoman-{table if chosen.tabular else format}{chosen.suffix}"
    headers = {
        "ETag": response.headers["ETag"],
        "Cache-Control": "private, no-cache",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return StreamingResponse(_begun(chunks), media_type=chosen.media_type, headers=headers)


def _begun(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Return `chunks` after the first was made: what is wrong is told before anything is sent."""
    first = next(chunks, b"")
    return chain((first,), chunks)
