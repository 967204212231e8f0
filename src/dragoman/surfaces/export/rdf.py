"""Facts as RDF: Turtle and JSON-LD."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.statements import PREFIXES, Iri, Literal, Node, Statements

_ESCAPED = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
_LOCAL = re.compile(r"[A-Za-z_][\w-]*")
_NOT_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def write_turtle(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield the statements as Turtle."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    yield ("\n".join(lines) + "\n").encode()
    for node in Statements().of(selection, tally):
        yield _turtle(node).encode()


def write_jsonld(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield the statements as JSON-LD 1.1 with a context of its own."""
    encode = msgspec.json.Encoder().encode
    yield b'{"@context":' + encode(dict(PREFIXES)) + b',"@graph":[\n'
    between = b""
    for node in Statements().of(selection, tally):
        yield between + encode(_object(node))
        between = b",\n"
    yield b"\n]}\n"


def _turtle(node: Node) -> str:
    parts = [f"a {', '.join(_name(one) for one in node.types)}"]
    parts += [f"{_name(predicate)} {_term(held)}" for predicate, held in node.statements]
    return f"\n{_name(node.iri)} " + " ;\n  ".join(parts) + " .\n"


def _term(held: Iri | Literal) -> str:
    if isinstance(held, Iri):
        return _name(held.name)
    words = "".join(_ESCAPED.get(character, character) for character in held.value)
    return f'"{words}"' + (f"^^{_name(held.datatype)}" if held.datatype else "")


def _name(name: str) -> str:
    """Return a prefixed name as Turtle may shorten it, else an IRI in brackets."""
    prefix, _, local = name.partition(":")
    if prefix in PREFIXES and _LOCAL.fullmatch(local):
        return name
    return f"<{_safe(full(name))}>"


def full(name: str) -> str:
    """Return the IRI that a prefixed name stands for; an IRI itself unchanged."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _safe(iri: str) -> str:
    """Return `iri` with what no IRI may hold in percent signs: addresses come as they come."""
    return _NOT_IRI.sub(lambda found: f"%{ord(found[0]):02X}", iri)


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": _safe(node.iri), "@type": list(node.types)}
    for predicate, held in node.statements:
        made.setdefault(predicate, []).append(_value(held))
    return made


def _value(held: Iri | Literal) -> Any:
    if isinstance(held, Iri):
        return {"@id": _safe(full(held.name))}
    if held.datatype is None:
        return held.value
    return {"@value": held.value, "@type": held.datatype}
