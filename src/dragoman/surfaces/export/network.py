"""Who does what to whom as a network: entities, and an edge for each pair of an event."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from dragoman.record.streaming import Told
from dragoman.record.views import RecordedActor, RecordedEvent
from dragoman.surfaces.export.cells import quad, score, value
from dragoman.surfaces.export.markup import attribute, inner
from dragoman.surfaces.export.selection import Selection, Tally

_CHUNK = 200
_NODE = (("kind", "string"), ("country", "string"))
_EDGE = (
    ("fact", "string"), ("type", "string"), ("mode", "string"), ("status", "string"),
    ("quad", "string"), ("score", "double"), ("date", "string"), ("earliest", "string"),
    ("latest", "string"), ("mutual", "boolean"), ("confidence", "double"), ("url", "string"),
)  # fmt: skip

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One pair of one event.

    Attributes:
        id: the fact id and the number of the pair.
        source, target: ids of entities; of parties without a recipient the one that is
            named first is the source, and the edge is mutual.
        values: by the names in `_EDGE`; what is unknown is missing.
    """

    id: str
    source: str
    target: str
    values: Values


def write_graphml(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a directed multigraph as GraphML."""
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="label" for="node" attr.name="label" attr.type="string"/>',
        *(f'<key id="n_{n}" for="node" attr.name="{n}" attr.type="{t}"/>' for n, t in _NODE),
        *(f'<key id="e_{n}" for="edge" attr.name="{n}" attr.type="{t}"/>' for n, t in _EDGE),
        '<graph id="dragoman" edgedefault="directed">',
    ]
    yield _lines(head)
    known = _nodes(selection)
    yield _lines(
        f"<node id={attribute(id)}><data key='label'>{inner(actor.name)}</data>"
        + "".join(f"<data key='n_{n}'>{inner(v)}</data>" for n, v in _about(actor).items())
        + "</node>"
        for id, actor in known.items()
    )
    yield from _in_chunks(
        f"<edge id={attribute(edge.id)} source={attribute(edge.source)}"
        f" target={attribute(edge.target)}>"
        + "".join(f"<data key='e_{n}'>{_plain(v)}</data>" for n, v in edge.values.items())
        + "</edge>"
        for edge in _edges(selection, tally)
    )
    yield b"</graph>\n</graphml>\n"


def write_gexf(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield a directed multigraph as GEXF 1.2, its edges dated for a timeline."""
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">',
        '<attributes class="node" mode="static">',
        *(f'<attribute id="n_{n}" title="{n}" type="{t}"/>' for n, t in _NODE),
        "</attributes>",
        '<attributes class="edge" mode="static">',
        *(f'<attribute id="e_{n}" title="{n}" type="{t}"/>' for n, t in _EDGE),
        "</attributes>",
        "<nodes>",
    ]
    yield _lines(head)
    yield _lines(
        f"<node id={attribute(id)} label={attribute(actor.name)}>"
        f"{_attvalues('n', _about(actor))}</node>"
        for id, actor in _nodes(selection).items()
    )
    yield b"</nodes>\n<edges>\n"
    yield from _in_chunks(
        f"<edge id={attribute(edge.id)} source={attribute(edge.source)}"
        f" target={attribute(edge.target)}{_when(edge.values)}>"
        f"{_attvalues('e', edge.values)}</edge>"
        for edge in _edges(selection, tally)
    )
    yield b"</edges>\n</graph>\n</gexf>\n"


def _nodes(selection: Selection) -> Mapping[str, RecordedActor]:
    """Return one actor for each entity that takes part: these, and no events, fill memory."""
    found: dict[str, RecordedActor] = {}
    for told in selection.events():
        for actor in (*told.fact.actors, *told.fact.recipients):
            found.setdefault(actor.entity, actor)
    return found


def _edges(selection: Selection, tally: Tally) -> Iterator[Edge]:
    for told in selection.events():
        pairs = list(_pairs(told.fact))
        if not pairs:
            tally.left_out["alone"] += 1
        for number, (source, target) in enumerate(pairs):
            values = _values(told, mutual=not told.fact.recipients)
            yield Edge(id=f"{told.fact.fact}.{number}", source=source, target=target, values=values)
            tally.written += 1


def _pairs(fact: RecordedEvent) -> Iterator[tuple[str, str]]:
    """Yield who does it to whom; without a recipient, each two parties once."""
    actors = dict.fromkeys(actor.entity for actor in fact.actors)
    recipients = dict.fromkeys(actor.entity for actor in fact.recipients)
    if not recipients:
        yield from combinations(actors, 2)
        return
    for actor in actors:
        for recipient in recipients:
            if actor != recipient:
                yield actor, recipient


def _about(actor: RecordedActor) -> Values:
    values = {"kind": actor.kind, "country": actor.country}
    return {name: held for name, held in values.items() if held is not None}


def _values(told: Told[RecordedEvent], *, mutual: bool) -> Values:
    fact, event = told.fact, told.fact.event
    values = {
        "fact": fact.fact,
        "type": event.type.value,
        "mode": value(event.mode),
        "status": event.status.value,
        "quad": quad(event.type.value),
        "score": score(event.type.value),
        "date": value(event.when),
        "earliest": fact.earliest,
        "latest": fact.latest,
        "mutual": mutual,
        "confidence": event.confidence,
        "url": fact.document.url,
    }
    return {name: held for name, held in values.items() if held is not None}


def _when(values: Values) -> str:
    """Return the life of an edge, as far as it is known."""
    ends = (("start", values.get("earliest")), ("end", values.get("latest")))
    return "".join(f' {name}="{day}"' for name, day in ends if day)


def _attvalues(prefix: str, values: Values) -> str:
    held = "".join(
        f'<attvalue for="{prefix}_{name}" value={attribute(_raw(one))}/>'
        for name, one in values.items()
    )
    return f"<attvalues>{held}</attvalues>"


def _raw(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _plain(value: object) -> str:
    return inner(_raw(value))


def _lines(lines: Iterator[str] | list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _in_chunks(lines: Iterator[str]) -> Iterator[bytes]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == _CHUNK:
            yield _lines(held)
            held.clear()
    yield _lines(held)
