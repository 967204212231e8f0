"""Files read into shards and loaded: the record is the one that an ingest makes."""

import contextlib
import importlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dragoman.record.searching import index_pending
from dragoman.record.store import open_record
from dragoman.scale.engines import LocalPool
from dragoman.scale.ingest import ingest
from dragoman.scale.load import ShardError, find_shards, load_shards, make_shards
from dragoman.scale.shard_tables import read_table, write_table
from dragoman.scale.shards import incoming, process_shard, read_manifest

DISPATCH = (
    "Awa visite le chantier du pont avec le ministre des Routes. Les travaux ont pris du retard "
    "cet hiver, et la maire de la commune attend encore les poutres commandées au printemps."
)
GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."


@pytest.fixture(scope="module")
def readers():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent))
        yield importlib.import_module("picklable_reader")


@pytest.fixture
def press(tmp_path):
    """Two files: with versions, copies, near-copies, corrections, failures, a German text."""
    folder = tmp_path / "press"
    folder.mkdir()

    def write(name, *articles):
        (folder / name).write_text("\n".join(map(json.dumps, articles)))

    def at(place, text, **said):
        return {"url": f"https://{place}.example/1", "text": text, **said}

    write(
        "a.jsonl",
        *(at(f"a{n}", f"Moussa visite le marché numéro {n} avec sa sœur.") for n in range(5)),
        at("un", DISPATCH),
        at("deux", f"{DISPATCH} Lire aussi notre dossier."),
        at("trois", f"{DISPATCH} Coût : 12 millions."),
        at("a1", "Moussa visite le marché numéro 1 avec sa sœur et deux amis de la famille."),
        at("de", GERMAN),
    )
    write(
        "b.jsonl",
        at("a0", "Moussa visite le marché numéro 0 avec sa sœur.", title="Un marché"),
        at("quatre", DISPATCH),
        at("quatre", DISPATCH),
        at("b", "Fanta ouvre la séance du conseil régional de la ville voisine."),
        at("a2", "Moussa quitte le marché numéro 2."),
    )
    (folder / "b.jsonl").write_text((folder / "b.jsonl").read_text() + "\n{broken")
    return folder


def still():
    return datetime(2024, 5, 1, tzinfo=UTC)


def shards_of(press, out, read):
    return [
        process_shard(path, out / path.name, read=read, made_by="test") and out / path.name
        for path in sorted(press.iterdir())
    ]


def apart_from(contents, *tables):
    return {name: rows for name, rows in contents.items() if name not in tables}


def test_loaded_shards_are_what_an_ingest_makes(tmp_path, press, readers, where, contents):
    with open_record(tmp_path / "ingested.sqlite", clock=still) as record:
        report = ingest([press], record=record, read=readers.read)
        with record._database.writing() as connection:
            index_pending(connection)
        expected = contents(record)

    with open_record(where, clock=still) as record:
        loaded = load_shards(record, shards_of(press, tmp_path / "out", readers.read))
        with record._database.writing() as connection:
            index_pending(connection)
        record.resolving.resolve()
        found = contents(record)
        assert record.health().problems == ()

    assert (loaded.added, loaded.copies, loaded.unread, loaded.failures) == (
        report.read,
        report.copies,
        report.unread["de"],
        report.failed_count,
    )
    assert report.copies == 2
    assert report.new_versions == loaded.new_versions == 2
    assert apart_from(found, "marks") == apart_from(expected, "marks")


def test_a_shard_is_the_same_to_the_byte_and_made_once(tmp_path, press, readers):
    source = press / "a.jsonl"
    one = process_shard(source, tmp_path / "one", read=readers.read, made_by="test")
    other = process_shard(source, tmp_path / "other", read=readers.read, made_by="test")

    again = process_shard(source, tmp_path / "one", read=readers.bad_reader, made_by="test")

    assert one == other == again == read_manifest(tmp_path / "one")
    assert one.documents == 9
    assert one.unread == 1


def test_another_reader_or_file_makes_another_shard(tmp_path, press, readers):
    out = tmp_path / "one"
    process_shard(press / "a.jsonl", out, read=readers.read, made_by="test")

    other = process_shard(press / "a.jsonl", out, read=readers.bad_reader, made_by="test 2")
    changed = process_shard(press / "b.jsonl", out, read=readers.read, made_by="test 2")

    assert (other.documents, other.failures) == (0, 9)
    assert (changed.source, changed.failures) == ("b.jsonl", 1)
    assert read_manifest(out) == changed


def test_a_damaged_shard_is_made_again_and_not_loaded(tmp_path, press, readers):
    out = tmp_path / "one"
    made = process_shard(press / "a.jsonl", out, read=readers.read, made_by="test")
    (out / "facts.parquet").write_bytes(b"PAR1")
    with open_record(tmp_path / "r.sqlite") as record:
        with pytest.raises(ShardError, match="is damaged"):
            load_shards(record, [out])
        assert record.counts().versions == 0

    assert process_shard(press / "a.jsonl", out, read=readers.read, made_by="test") == made


def test_what_stands_before_a_damaged_shard_is_loaded(tmp_path, press, readers):
    good, bad = shards_of(press, tmp_path / "out", readers.read)
    (bad / "facts.parquet").write_bytes(b"PAR1")
    with open_record(tmp_path / "r.sqlite") as record:
        with pytest.raises(ShardError, match=r"b\.jsonl is damaged"):
            load_shards(record, [good, bad])

        assert record.counts().versions > 0


def test_a_row_that_belongs_to_nothing_is_told(tmp_path, press, readers):
    [shard, _] = shards_of(press, tmp_path / "out", readers.read)
    others = [row | {"document": 99} for row in read_table(shard / "facts.parquet")]
    write_table(shard / "facts.parquet", "facts", others)

    with pytest.raises(ShardError, match=r"facts\.parquet does not fit the others"):
        list(incoming(shard))


def test_loading_again_changes_nothing(tmp_path, press, readers, contents):
    shards = shards_of(press, tmp_path / "out", readers.read)
    with open_record(tmp_path / "r.sqlite", clock=still) as record:
        load_shards(record, shards)
        before = contents(record)

        report = load_shards(record, shards)

        assert (report.shards, report.known, report.added) == (0, 2, 0)
        assert contents(record) == before


def test_workers_make_the_same_shards_though_one_is_killed(tmp_path, press, readers):
    deadly = readers.DeadlyOnce(tmp_path / "killed")
    alone = [read_manifest(shard) for shard in shards_of(press, tmp_path / "a", readers.read)]

    with contextlib.closing(LocalPool(2)) as pool:
        made = make_shards(
            sorted(press.iterdir()), tmp_path / "b", read=deadly, made_by="test", engine=pool
        )

    assert (tmp_path / "killed").exists()
    assert made == alone
    assert [path.name for path in find_shards([tmp_path / "b"])] == ["a.jsonl", "b.jsonl"]
    assert not list((tmp_path / "b").glob(".*.jsonl.*/manifest.json"))


def test_a_folder_without_shards_is_told(tmp_path):
    with pytest.raises(ShardError, match="holds no shard"):
        find_shards([tmp_path])
