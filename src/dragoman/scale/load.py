"""Shards loaded into a record, each once, and whole files read into shards by an engine."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import __version__
from dragoman.languages.pack import installed_languages, pack_digest
from dragoman.record.loading import LoadCounts
from dragoman.record.store import Record
from dragoman.scale.engines import Engine
from dragoman.scale.pace import Counted, Progress
from dragoman.scale.shards import (
    MANIFEST,
    SHARD_SCHEMA,
    Manifest,
    ShardError,
    failures_in,
    incoming,
    is_whole,
    process_shard,
    read_manifest,
    unread_in,
)
from dragoman.sources.places import whole_path
from dragoman.types.document import Document
from dragoman.types.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What came of loading.

    Attributes:
        shards: how many were loaded, and not before.
        known: how many had been loaded before.
        added, unchanged, copies, new_versions, unread, failures: articles.
        facts: facts of the articles that were added.
    """

    shards: int
    known: int
    added: int
    unchanged: int
    copies: int
    new_versions: int
    unread: int
    failures: int
    facts: int


def make_shards(
    sources: Sequence[Path],
    out: Path,
    *,
    read: Callable[[Document], Reading],
    made_by: str,
    engine: Engine,
    tell: Callable[[int, Manifest], None] = lambda *_: None,
) -> list[Manifest]:
    """Read each file into a shard below `out`; those that are done are passed over.

    Args:
        sources: files with different names.
        out: a folder that the engine's workers see, too.
        read: reads one document; must pickle.
        made_by: names `read`; see `process_shard`.
        engine: where it is done.
        tell: called with the number of shards done and the last one's manifest.

    Raises:
        ShardError: if two files have one name.
    """
    names = [source.name for source in sources]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ShardError(f"two files are called {twice[0]}. Give each file a name of its own.")
    pending = [
        engine.submit(_make, str(source.absolute()), str(out.absolute()), read, made_by)
        for source in sources
    ]
    manifests: list[Manifest] = []
    for work in pending:
        manifest = work.result()
        assert isinstance(manifest, Manifest)
        manifests.append(manifest)
        tell(len(manifests), manifest)
    return manifests


def _make(source: str, out: str, read: Callable[[Document], Reading], made_by: str) -> Manifest:
    path = Path(source)
    return process_shard(path, Path(out) / path.name, read=read, made_by=made_by)


def installed_reader_name(knowledge: str) -> str:
    """Return what names the reader that is installed, with `knowledge` as digest of its base."""
    packs = ", ".join(f"{code}:{pack_digest(code)}" for code in installed_languages())
    return f"dragoman {__version__}, {packs}, knowledge {knowledge}"


def find_shards(folders: Iterable[Path]) -> list[Path]:
    """Return the shards that `folders` are or hold, in the order of their names."""
    found: list[Path] = []
    for folder in folders:
        if (folder / MANIFEST).exists():
            found.append(folder)
        else:
            inner = sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))
            if not inner:
                raise ShardError(f"{folder} holds no shard. Make some with `dragoman shard`.")
            found.extend(inner)
    return found


def load_shards(
    record: Record,
    shards: Sequence[Path],
    *,
    tell: Callable[[int, int], None] = lambda *_: None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    timer: Callable[[], float] = time.monotonic,
) -> LoadReport:
    """Load shards into a record, each whole and once, some of them in one transaction.

    The record becomes what an ingest of the same files in the same order makes of it.

    Args:
        record: the record.
        shards: their folders.
        tell: called with the number of shards and of articles that are done.
        on_progress: called for each shard, also while a transaction is not done.
        timer: tells seconds.

    Raises:
        ShardError: if a shard is damaged; those before it are loaded.
        RecordError: if the record cannot be written.
    """
    coming = _coming(record, shards)
    pace = Counted(sum(one.documents for one in coming), on_progress, timer)
    with record.loading.many(sum(one.facts for one in coming)):
        report = _load(record, shards, tell, pace)
        pace.tell("indexing")
    return report


def _coming(record: Record, shards: Sequence[Path]) -> list[Manifest]:
    """Return the manifests of the shards that were not loaded before."""
    found = [manifest for shard in shards if (manifest := read_manifest(shard)) is not None]
    known = record.loading.known([_name(manifest) for manifest in found])
    return [manifest for manifest in found if _name(manifest) not in known]


def _name(manifest: Manifest) -> str:
    """Return the name by which the record knows a shard."""
    return f"shard:{manifest.files['documents.parquet']}"


def _load(
    record: Record, shards: Sequence[Path], tell: Callable[[int, int], None], pace: Counted
) -> LoadReport:
    done = known = articles = unread = failed = 0
    counts = record.loading.counts()
    waiting = list(reversed(shards))
    while waiting:
        some, damage = _load_some(record, waiting, pace)
        for shard, number, loaded in some:
            articles += number
            if loaded is None:
                known += 1
                continue
            done += 1
            counts.add(loaded)
            for document, address, origin in unread_in(shard):
                unread += record.intake.add_unread(document, address=address, origin=origin)
            for failure in failures_in(shard):
                failed += 1
                record.add_failure(
                    path=whole_path(failure.path),
                    article=failure.article,
                    cause=failure.cause,
                    message=failure.message,
                    advice=failure.advice,
                    detail=failure.detail,
                )
            tell(done + known, articles)
        if damage is not None:
            raise damage
    return LoadReport(
        shards=done,
        known=known,
        added=counts.added,
        unchanged=counts.unchanged,
        copies=counts.copies,
        new_versions=counts.new_versions,
        unread=unread,
        failures=failed,
        facts=counts.facts,
    )


def _load_some(
    record: Record, waiting: list[Path], pace: Counted
) -> tuple[list[tuple[Path, int, LoadCounts | None]], ShardError | None]:
    """Load the last of `waiting` in one transaction, and take them away.

    Returns:
        Each with its number of articles and what came of it (None: it was loaded before), and
        why the next one cannot be loaded.
    """
    found: list[tuple[Path, int, LoadCounts | None]] = []
    facts = 0
    with record.loading.batch() as batch:
        while waiting and facts < batch.most:
            shard = waiting.pop()
            try:
                manifest = _checked(shard)
                held = list(incoming(shard))
            except ShardError as damage:
                return found, damage
            loaded = batch.load(_name(manifest), held)
            found.append((shard, len(held), loaded))
            facts += manifest.facts
            if loaded is not None:
                pace.count(len(held))
    return found, None


def _checked(shard: Path) -> Manifest:
    manifest = read_manifest(shard)
    if manifest is None or not is_whole(shard, manifest):
        raise ShardError(f"{shard} is damaged. Make it again with `dragoman shard`.")
    if manifest.schema != SHARD_SCHEMA:
        raise ShardError(f"{shard} was made by another dragoman. Make it again.")
    return manifest
