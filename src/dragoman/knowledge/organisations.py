"""Load organisations with their names, acronyms and members."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from dragoman.errors import KnowledgeError
from dragoman.knowledge.tables import rows, several
from dragoman.types.actor import ActorKind
from dragoman.types.entity import Organisation

if TYPE_CHECKING:
    from dragoman.knowledge.user import UserOrganisation

_COLUMNS = (
    "id", "kind", "country", "since", "until", "names_fr", "acronyms_fr",
    "names_en", "acronyms_en", "members", "members_note",
)  # fmt: skip
_KINDS = get_args(ActorKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation, with its acronyms apart from its names.

    Attributes:
        organisation: what the other rooms see.
        acronyms: language code to acronyms, in every usual letter case.
    """

    organisation: Organisation
    acronyms: dict[str, tuple[str, ...]]


def load_organisations() -> dict[str, OrganisationRow]:
    """Return the organisations by id."""
    found = {}
    for row in rows("organisations.csv", _COLUMNS):
        id_, kind, country, since, until, *names, members, _ = row
        if kind not in _KINDS:
            raise KnowledgeError(
                f"organisations.csv: {id_} is of the unknown kind {kind!r}. "
                f"Use one of {', '.join(_KINDS)}."
            )
        french, french_short, english, english_short = (several(cell) for cell in names)
        found[id_] = OrganisationRow(
            organisation=Organisation(
                id=id_,
                kind=cast(ActorKind, kind),
                names={"fr": french + french_short, "en": english + english_short},
                country=country or None,
                members=tuple(members.split()),
                since=since or None,
                until=until or None,
            ),
            acronyms={"fr": french_short, "en": english_short},
        )
    return found


def added_organisation(new: "UserOrganisation") -> OrganisationRow:
    """Return a user's organisation in the form of ours."""
    languages = dict.fromkeys((*new.names, *new.acronyms))
    return OrganisationRow(
        organisation=Organisation(
            id=new.id,
            kind=new.kind,
            names={
                code: (*new.names.get(code, ()), *new.acronyms.get(code, ())) for code in languages
            },
            country=new.country,
            members=new.members,
            since=new.since,
            until=new.until,
        ),
        acronyms=dict(new.acronyms),
    )
