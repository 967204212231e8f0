"""A small record whose readings are written by hand: tests of what is told, not of reading."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.record.store import Record, open_record
from dragoman.types.actor import Actor, Mention
from dragoman.types.document import Document
from dragoman.types.event import Agreement, Claim, Event, EventMention
from dragoman.types.quotation import Quotation
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

ARTICLES = Path(__file__).parent / "articles"
PRESS = Path(__file__).parent / "press"
MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


class Written:
    """One article of `articles/`: its document and the reading its facts describe."""

    def __init__(self, path: Path) -> None:
        self.facts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.text: str = self.facts["text"].replace("<", "").replace(">", "")
        self.document = Document(
            id=path.stem,
            text=self.text,
            title=self.facts["title"],
            published=self.facts["published"],
            publisher=self.facts["publisher"],
            url=self.facts.get("url"),
        )

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def sentence(self, span: Span) -> Span:
        ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", self.text)]
        starts = [0, *(end + len(self.text[end:]) - len(self.text[end:].lstrip()) for end in ends)]
        start = max(start for start in starts if start <= span.start)
        return Span(start, min(end for end in ends if end >= span.end))

    def sourced(self, value: str | None, words: str | None = None, **more: Any) -> Any:
        if value is None:
            return None
        return Sourced(value=value, spans=(self.span(words or value),), rule="test", **more)

    def actor(self, name: str | None) -> Any:
        if name is None:
            return None
        described = self.facts["actors"][name]
        return self.sourced(name, described.get("words") or described["name"])

    def actors(self, names: list[str]) -> tuple[Any, ...]:
        return tuple(self.actor(name) for name in names)

    @property
    def reading(self) -> Reading:
        return Reading(
            document=self.document.sha256,
            published=self.document.published,
            provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
            actors=tuple(self._actor(*item) for item in self.facts["actors"].items()),
            quotations=tuple(map(self._quotation, self.facts.get("quotations", ()))),
            events=tuple(map(self._event, self.facts["events"])),
            agreements=tuple(map(self._agreement, self.facts.get("agreements", ()))),
            claims=tuple(map(self._claim, self.facts.get("claims", ()))),
        )

    def _actor(self, name: str, described: dict[str, Any]) -> Actor:
        words = described["name"]
        span = self.span(words)
        return Actor(
            id=name,
            name=self.sourced(words),
            kind=self.sourced(described["kind"], words),
            country=self.sourced(described.get("country"), words),
            role=self.sourced(described.get("role"), words),
            entity=self.sourced(described.get("entity"), words),
            mentions=tuple(
                Mention(span=place, head=place, form="name", rule="test")
                for place in dict.fromkeys((span, self.span(described.get("words") or words)))
            ),
        )

    def _event(self, told: dict[str, Any]) -> Event:
        trigger = self.span(told["trigger"])
        words = told["trigger"]
        when = self.sourced(
            told.get("when"), told.get("when_words"), reasoning=told.get("reasoning")
        )
        mention = EventMention(trigger=trigger, sentence=self.sentence(trigger), rule="test.event")
        return Event(
            id=told["id"],
            type=self.sourced(told["type"], words),
            mode=self.sourced(told.get("mode"), words),
            act=self.sourced(told.get("act"), words),
            status=self.sourced(told["status"], words),
            actors=self.actors(told.get("actors", [])),
            recipients=self.actors(told.get("recipients", [])),
            place=self.sourced(told.get("place")),
            when=when,
            attributed_to=self.actor(told.get("attributed_to")),
            quantities=tuple(map(self.sourced, told.get("quantities", []))),
            contexts=tuple(self.sourced(code, words) for code in told.get("contexts", [])),
            mentions=(mention,),
        )

    def _agreement(self, told: dict[str, Any]) -> Agreement:
        return Agreement(
            id=told["id"],
            event=told["event"],
            parties=self.actors(told["parties"]),
            signatories=self.actors(told.get("signatories", [])),
            title=self.sourced(told.get("title")),
            stage=self.sourced(told["stage"], told["title"]),
            date=self.sourced(told.get("date"), told.get("date_words")),
            place=self.sourced(told.get("place")),
            occasion=self.sourced(told.get("occasion")),
        )

    def _quotation(self, told: dict[str, Any]) -> Quotation:
        span = self.span(told["words"])
        return Quotation(
            id=told["id"],
            kind=told["kind"],
            span=span,
            speaker=self.actor(told["speaker"]),
            cue=self.sourced("déclarer", told["cue"]),
            force=self.sourced("say", told["cue"]),
            addressee=self.actor(told.get("about")),
            evidence=(self.sentence(self.span(told["cue"])),),
            rule="test.quote",
        )

    def _claim(self, told: dict[str, Any]) -> Claim:
        span = self.span(told["words"])
        return Claim(
            id=told["id"],
            kind=told["kind"],
            span=span,
            about=told.get("about"),
            attributed_to=self.actor(told.get("attributed_to")),
            sentence=self.sentence(span),
            rule="test.claim",
        )


def write_record(path: Path) -> Path:
    """Make the record of all articles at `path`."""
    with open_record(path, clock=lambda: MOMENT) as record:
        for article in ("defence", "lavrov", "echo"):
            written = Written(ARTICLES / f"{article}.yaml")
            record.add(written.document, written.reading)
        record.add_failure(
            path="folder/bad.txt",
            cause="language",
            message="no pack reads 'pt'",
            advice="Leave it out.",
            detail="pt",
        )
    return path


def write_press(path: Path) -> Path:
    """Make the record of all articles and of those of `press/`, for queries, at `path`."""
    with open_record(path, clock=lambda: MOMENT) as record:
        for article in sorted((*ARTICLES.glob("*.yaml"), *PRESS.glob("*.yaml"))):
            written = Written(article)
            record.add(written.document, written.reading)
    return path


@pytest.fixture(scope="session")
def press_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_press(tmp_path_factory.mktemp("press") / "press.sqlite")


@pytest.fixture
def press(press_file: Path) -> Any:
    with open_record(press_file, create=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def record_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("record") / "test.sqlite")


@pytest.fixture
def record(record_file: Path) -> Any:
    with open_record(record_file, create=False) as opened:
        assert isinstance(opened, Record)
        yield opened
