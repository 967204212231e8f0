"""Articles of one file read into a shard: a folder of Parquet tables and a manifest.

A shard depends on its file, the options and the versions of what reads, and on nothing
else: done again anywhere it is the same to the byte. It appears whole or not at all. The
tables are those of the record, so that DuckDB or Spark can ask them before any record is
made; documents are numbered from 0 within their shard.
"""

import hashlib
import shutil
import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import DragomanError
from dragoman.reading.verify import verify
from dragoman.record.ids import IdMaker
from dragoman.record.incoming import COLUMNS, FACT_TABLES, Incoming, place_of
from dragoman.record.rows import lay_out, pack
from dragoman.scale.shard_tables import read_columns, read_table, write_table
from dragoman.scale.taking import read_safely
from dragoman.sources.load import load
from dragoman.sources.origin import Origin
from dragoman.sources.outcome import Failure, Loaded
from dragoman.sources.piece import Options
from dragoman.sources.similar import band_keys, sign
from dragoman.types.document import Document
from dragoman.types.reading import Reading

SHARD_SCHEMA = 1
"""Grows when a shard of an older dragoman cannot be loaded any more."""

MANIFEST = "manifest.json"
_LOADED = ("documents", "entities", *FACT_TABLES)
_TABLES = (*_LOADED, "unread", "failures")


class ShardError(DragomanError):
    """A shard is damaged or was made by another dragoman."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a shard is and was made of.

    Attributes:
        schema: `SHARD_SCHEMA`.
        source, size, sha256: name, bytes and digest of the file that was read.
        made_by: what read it: any other reader makes another shard.
        documents, facts, unread, failures: how many.
        files: SHA-256 of each table, by file name.
    """

    schema: int
    source: str
    size: int
    sha256: str
    made_by: str
    documents: int
    facts: int
    unread: int
    failures: int
    files: dict[str, str]


def process_shard(
    source: Path,
    out: Path,
    *,
    read: Callable[[Document], Reading],
    made_by: str,
    options: Options | None = None,
) -> Manifest:
    """Read the articles of `source` into the shard `out`, unless that is done already.

    Args:
        source: a file of any format that can be taken in.
        out: the folder that becomes the shard.
        read: reads one document.
        made_by: names `read`, its versions and the options.
        options: how to take articles from the file.

    Raises:
        OSError: if the file cannot be read or the folder cannot be written.
        PackError, KnowledgeError: if no article can be read, for a broken table.
    """
    digest = _digest(source)
    held = read_manifest(out)
    if held and (held.sha256, held.made_by) == (digest, made_by) and is_whole(out, held):
        return held
    made = _Made()
    for outcome in load([source], options):
        made.take(outcome, read)
    return write_shard(
        out,
        made.rows,
        source=source.name,
        size=source.stat().st_size,
        sha256=digest,
        made_by=made_by,
    )


def write_shard(
    out: Path,
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    source: str,
    size: int,
    sha256: str,
    made_by: str,
) -> Manifest:
    """Write a shard whole, in the place of what may stand there.

    Args:
        out: the folder that becomes the shard.
        tables: the rows by table, those of the first document first; absent: none.
        source, size, sha256, made_by: see `Manifest`.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        files = {}
        for name in _TABLES:
            write_table(draft / f"{name}.parquet", name, tables.get(name, ()))
            files[f"{name}.parquet"] = _digest(draft / f"{name}.parquet")
        manifest = Manifest(
            schema=SHARD_SCHEMA,
            source=source,
            size=size,
            sha256=sha256,
            made_by=made_by,
            documents=len(tables.get("documents", ())),
            facts=len(tables.get("facts", ())),
            unread=len(tables.get("unread", ())),
            failures=len(tables.get("failures", ())),
            files=files,
        )
        (draft / MANIFEST).write_bytes(
            msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"))
        )
        _put(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def read_manifest(shard: Path) -> Manifest | None:
    """Return the manifest of a shard; None if there is none that can be understood."""
    try:
        return msgspec.json.decode((shard / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def is_whole(shard: Path, manifest: Manifest) -> bool:
    """Tell whether every table of a shard is what its manifest says."""
    try:
        return all(_digest(shard / name) == digest for name, digest in manifest.files.items())
    except OSError:
        return False


def incoming(shard: Path) -> Iterator[Incoming]:
    """Yield the articles of a shard, in their order, ready to be loaded.

    Raises:
        ShardError: if a row belongs to nothing that the shard holds.
    """
    held = {name: read_columns(shard / f"{name}.parquet") for name in _LOADED}
    rows = {
        name: list(zip(*(held[name][column] for column in COLUMNS[name]), strict=True))
        for name in _LOADED[1:]
    }
    cuts = _cuts(shard, held)
    entities = {row[0]: row for row in rows["entities"]}
    bearer = place_of("actors", "entity")
    documents = held["documents"]
    for key in documents["id"]:
        own = {name: rows[name][cuts[name][key] : cuts[name][key + 1]] for name in FACT_TABLES}
        row = {name: column[key] for name, column in documents.items()}
        yield Incoming(
            document=Document(
                id=row["name"],
                text=row["text"],
                title=row["title"],
                language=row["language"],
                published=row["published"],
                publisher=row["publisher"],
                url=row["url"],
            ),
            address=row["address"],
            origin=msgspec.json.decode(row["origin"], type=Origin),
            reading=row["reading"],
            made_by=(row["schema"], row["dragoman"], row["pack"], row["knowledge"], row["model"]),
            signature=row["signature"],
            keys=tuple(row["keys"]),
            entities=[entities[name] for name in sorted({a[bearer] for a in own["actors"]})],
            rows=own,
        )


def _cuts(shard: Path, held: Mapping[str, Mapping[str, list[Any]]]) -> dict[str, list[int]]:
    """Return where the rows of each document begin in each table of facts, and where they end.

    Rows stand in the order of their documents.
    """
    number = len(held["documents"]["id"])
    owner = {
        name: document
        for table in ("actors", "facts")
        for name, document in zip(held[table]["id"], held[table]["document"], strict=True)
    }
    cuts: dict[str, list[int]] = {}
    for name in FACT_TABLES:
        columns = held[name]
        if "document" in columns:
            owners = columns["document"]
        else:
            named = columns["subject" if name == "judgements" else "fact"]
            owners = [owner.get(one, -1) for one in named]
        if owners != sorted(owners) or (owners and not 0 <= owners[0] <= owners[-1] < number):
            raise ShardError(f"{shard}: {name}.parquet does not fit the others. Make it again.")
        cuts[name] = [bisect_left(owners, key) for key in range(number + 1)]
    return cuts


def unread_in(shard: Path) -> Iterator[tuple[Document, str, Origin | None]]:
    """Yield the texts of a shard in languages without a pack, with address and origin."""
    for row in read_table(shard / "unread.parquet"):
        address, packed = row.pop("address"), row.pop("origin", None)
        origin = msgspec.json.decode(packed, type=Origin) if packed else None
        yield Document(id=row.pop("name"), **row), address, origin


def failures_in(shard: Path) -> Iterator[Failure]:
    """Yield what could not be read of a shard."""
    for row in read_table(shard / "failures.parquet"):
        yield Failure(**row)


@dataclass(slots=True)
class _Made:
    """The rows of a shard as they grow."""

    rows: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in _TABLES}
    )
    entities: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)

    def take(self, outcome: Loaded | Failure, read: Callable[[Document], Reading]) -> None:
        """Read one article and lay it out."""
        if isinstance(outcome, Failure):
            self._fail(outcome)
            return
        document = outcome.document
        said = {
            "name": document.id,
            "address": outcome.address,
            "title": document.title,
            "publisher": document.publisher,
            "url": document.url,
            "published": document.published,
            "language": document.language,
            "text": document.text,
        }
        if not outcome.readable:
            origin = msgspec.json.encode(outcome.origin, order="deterministic")
            self.rows["unread"].append(said | {"origin": origin})
            return
        if document.sha256 in self.texts:  # again in one file: an ingest looks at it, too
            self._add_document(outcome, said, (0, "", "", "", ""), b"")
            return
        self.texts.add(document.sha256)
        reading = read_safely(outcome, read)
        if isinstance(reading, Reading) and (problems := verify(reading, document)):
            where, what = problems[0].where, problems[0].what
            reading = Failure(
                path=outcome.path,
                article=outcome.article,
                cause="unverified",
                message=f"its reading does not fit its text ({where}: {what})",
                advice="Report it as a bug with the article.",
            )
        if isinstance(reading, Failure):
            self._fail(reading)
            return
        self._lay_out(outcome, reading, said)

    def _fail(self, failure: Failure) -> None:
        names = ("path", "article", "cause", "message", "advice", "detail")
        self.rows["failures"].append({name: getattr(failure, name) for name in names})

    def _lay_out(self, loaded: Loaded, reading: Reading, said: dict[str, Any]) -> None:
        document, key = loaded.document, len(self.rows["documents"])
        made = reading.provenance
        made_by = (reading.schema, made.dragoman, made.pack, made.knowledge, made.model)
        self._add_document(loaded, said, made_by, pack(reading))
        laid = lay_out(reading, document, key=key, ids=IdMaker(document.sha256), decided_at="")
        for row in laid.entities:
            if row["id"] not in self.entities:
                self.entities.add(row["id"])
                self.rows["entities"].append(row)
        for name in FACT_TABLES:
            self.rows[name].extend(getattr(laid, name))

    def _add_document(
        self,
        loaded: Loaded,
        said: dict[str, Any],
        made_by: tuple[int, str, str, str, str],
        reading: bytes,
    ) -> None:
        document = loaded.document
        signature = sign(document.text) or b""
        names = ("schema", "dragoman", "pack", "knowledge", "model")
        origin = replace(loaded.origin, original=None)  # the page stays in its file
        self.rows["documents"].append(
            {
                "id": len(self.rows["documents"]),
                "sha256": document.sha256,
                **said,
                "origin": msgspec.json.encode(origin, order="deterministic"),
                "signature": signature,
                "keys": sorted(set(band_keys(signature))) if signature else [],
                **dict(zip(names, made_by, strict=True)),
                "reading": reading,
            }
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(draft: Path, out: Path) -> None:
    """Let `draft` become `out`; another worker that was faster has made the same."""
    if out.exists():
        shutil.rmtree(out, ignore_errors=True)
    try:
        draft.replace(out)
    except OSError:
        if read_manifest(out) is None:
            raise
