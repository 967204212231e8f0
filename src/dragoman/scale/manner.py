"""How articles that failed were taken, so that they are tried again in the same way."""

from dataclasses import asdict, replace

import msgspec

from dragoman.record.store import Record
from dragoman.sources.formats import Format
from dragoman.sources.mapping import Mapping
from dragoman.sources.piece import Options
from dragoman.sources.places import whole_path


class Manner(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said about a source when it was taken in; all defaults if nothing was.

    Attributes:
        form: the format that was forced; None if it was told from content.
        fields: names of fields that hold an article, by ours.
        allow_private: whether addresses of this machine and its network were allowed.
    """

    form: Format | None = None
    fields: dict[str, str] = {}
    allow_private: bool = False

    @classmethod
    def of(cls, options: Options) -> "Manner":
        """Return how `options` take articles."""
        names = asdict(options.mapping).items()
        return cls(
            form=options.form,
            fields={ours: theirs for ours, theirs in names if theirs is not None},
            allow_private=options.fetcher is not None and options.fetcher.allow_private,
        )

    def applied_to(self, options: Options) -> Options:
        """Return `options` completed by this manner where they say nothing themselves.

        Private addresses are not among it: leave to fetch them is given anew each time.
        """
        return replace(
            options,
            form=options.form or self.form,
            mapping=options.mapping if options.mapping.given else Mapping(**self.fields),
        )


def note_manner(record: Record, path: str, options: Options) -> None:
    """Note how what failed at `path` was taken."""
    manner = Manner.of(options)
    said = None if manner == Manner() else msgspec.json.encode(manner).decode()
    record.intake.set_manner(whole_path(path), said)


def read_manners(record: Record) -> dict[str, Manner]:
    """Return how what failed was taken, by path, where anything was said about it."""
    return {
        path: msgspec.json.decode(said, type=Manner)
        for path, said in record.intake.manners().items()
    }
