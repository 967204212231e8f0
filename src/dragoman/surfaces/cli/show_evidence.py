"""What a fact was read from, on a terminal."""

from rich.table import Table
from rich.text import Text

from dragoman.dossier.evidence import Evidence, Passage, Source
from dragoman.record.copies import Copy
from dragoman.sources.origin import Origin
from dragoman.surfaces.cli.screen import Screen
from dragoman.surfaces.cli.show_origin import show_origin
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.fields import show_value
from dragoman.surfaces.messages.sources import name_source

_CONTEXT = 160


def show_evidence(
    screen: Screen,
    evidence: Evidence,
    *,
    origin: Origin | None = None,
    copies: tuple[Copy, ...] = (),
) -> None:
    """Show the sentences, then every field with its words, rule and reasoning.

    Args:
        screen: where to show them.
        evidence: of the fact.
        origin: where its article was taken from; None if that is not known.
        copies: its article elsewhere.
    """
    say, out = screen.say, screen.out
    source = evidence.source
    out.print(Text(say("why.title", fact=evidence.fact), style="bold"))
    out.print(name_source(source, say), soft_wrap=True)
    for line in _source_lines(source, say):
        out.print(line, style="dim", soft_wrap=True)
    show_origin(screen, origin, copies)
    out.print(say("why.rule", rule=evidence.rule), style="dim")
    for passage in evidence.passages:
        out.print()
        where = say("why.offsets", start=passage.span.start, end=passage.span.end)
        out.print(where, style="dim")
        out.print(marked(passage, plain=not out.is_terminal))
    out.print()
    out.print(_fields(evidence, say))


def _source_lines(source: Source, say: Messages) -> list[str]:
    lines = [source.url] if source.url else []
    lines.append(say("why.document", name=source.name, version=source.version))
    lines.append(say("why.hash", hash=source.sha256))
    return lines


def marked(passage: Passage, *, plain: bool) -> Text:
    """Return a passage with its evidence highlighted, a little of the text around it.

    Args:
        passage: the passage.
        plain: put the evidence in brackets, where there are no colours.
    """
    before = passage.before[-_CONTEXT:]
    after = passage.after[:_CONTEXT]
    text = Text()
    text.append(("…" if len(before) < len(passage.before) else "") + before, style="dim")
    position = 0
    for mark in passage.marks:
        text.append(passage.text[position : mark.start])
        words = passage.text[mark.start : mark.end]
        text.append(f"[{words}]" if plain else words, style="bold reverse")
        position = mark.end
    text.append(passage.text[position:])
    text.append(after + ("…" if len(after) < len(passage.after) else ""), style="dim")
    return text


def _fields(evidence: Evidence, say: Messages) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold")
    for key in ("field", "value", "words", "rule_head"):
        table.add_column(say(f"why.{key}"), overflow="fold")
    for field in evidence.fields:
        words = " + ".join(
            say("why.words_at", word=word, start=span.start, end=span.end)
            for word, span in zip(field.words, field.spans, strict=True)
        )
        rule = field.rule
        if field.reasoning:
            rule += f"\n{field.reasoning}"
        if field.confidence < 1:
            rule += f" ({field.confidence:.2f})"
        table.add_row(
            say.label("field", field.field), show_value(field, say), _shorten(words), rule
        )
    return table


def _shorten(words: str, most: int = 300) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
