"""Files by which a user adds names, organisations, persons and terms of office."""

from collections.abc import Mapping
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import KnowledgeError
from dragoman.knowledge.model import NameKind
from dragoman.types.actor import ActorKind
from dragoman.types.entity import OfficeKind


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UserName(_Strict):
    """One more form for a known state or organisation.

    Attributes:
        form: the characters to look for, exact in case.
        language: ISO 639-1 code of the texts it stands in.
        kind: what sort of name.
        entity: id of the state or organisation.
        entity_kind: kind of actor the form stands for; None takes the entity's own.
    """

    form: str
    language: str
    entity: str
    kind: NameKind = "name"
    entity_kind: ActorKind | None = None


class UserOrganisation(_Strict):
    """One more organisation; names and acronyms by ISO 639-1 language code."""

    id: str
    kind: ActorKind
    names: dict[str, tuple[str, ...]]
    acronyms: dict[str, tuple[str, ...]] = {}
    country: str | None = None
    members: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


class UserPerson(_Strict):
    """One more person, or more spellings of a known one."""

    name: str
    wikidata: str = ""
    country: str = ""
    variants: tuple[str, ...] = ()


class UserTenure(_Strict):
    """One more term of office, dated in EDTF."""

    person: str
    office: OfficeKind
    title: str
    country: str
    wikidata: str | None = None
    since: str | None = None
    until: str | None = None


class UserFile(_Strict):
    """All that one file adds; every part may be left out."""

    names: tuple[UserName, ...] = ()
    organisations: tuple[UserOrganisation, ...] = ()
    persons: tuple[UserPerson, ...] = ()
    tenures: tuple[UserTenure, ...] = ()


_PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "name": ("names", UserName),
    "organisation": ("organisations", UserOrganisation),
    "person": ("persons", UserPerson),
    "tenure": ("tenures", UserTenure),
}


def add_entry(path: Path, what: str, given: Mapping[str, object]) -> None:
    """Add one entry to a user's file, which is made if it is not there.

    Args:
        path: the file.
        what: "name", "organisation", "person" or "tenure".
        given: its fields; None leaves one out, and those of other entries are ignored.

    Raises:
        KnowledgeError: if a field is missing or does not fit, or the file is not sound.
    """
    part, model = _PARTS[what]
    fields = {k: v for k, v in given.items() if v is not None and k in model.model_fields}
    if what == "organisation":
        forms = [given["name"], *_listed(given.get("variants"))]
        fields["names"] = {str(given.get("language") or "fr"): tuple(forms)}
    try:
        entry = model.model_validate(fields)
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise KnowledgeError(f"{what}: {field}: {first['msg']}. Give --{field}.") from invalid
    held = read_user_file(path).model_dump(mode="json") if path.exists() else {}
    held[part] = [*held.get(part, ()), entry.model_dump(mode="json")]
    slim = {
        name: [{k: v for k, v in row.items() if v not in (None, "", [], {})} for row in rows]
        for name, rows in held.items()
        if rows
    }
    text = yaml.safe_dump(slim, allow_unicode=True, sort_keys=False)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as refused:
        raise KnowledgeError(f"{path}: cannot be written. Check the path.") from refused


def _listed(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()


def read_user_file(path: Path) -> UserFile:
    """Return a user's YAML file, checked in full.

    Raises:
        KnowledgeError: if it cannot be read, is not YAML or does not fit.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as missing:
        raise KnowledgeError(f"{path}: cannot be read. Check the path.") from missing
    except yaml.YAMLError as broken:
        raise KnowledgeError(f"{path}: is not YAML: {broken}") from broken
    try:
        return UserFile.model_validate(content or {})
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise KnowledgeError(f"{path}: field {field}: {first['msg']}.") from invalid
