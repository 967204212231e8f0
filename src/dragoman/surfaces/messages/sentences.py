"""Facts of a dossier as lines that read well, in the catalogue's language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.entry import (
    AgreementLine,
    ClaimLine,
    Dossier,
    Entry,
    Party,
    QuotationLine,
    Side,
)
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.isolating import isolated
from dragoman.surfaces.messages.phrases import Grammar, Noun

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
_DENIES = "deny"
_LONGEST_PLACE = 60  # beyond, a clause was taken for a part of it
_ENDED = ("suspended", "denounced")
_TWICE = re.compile(r"( (?:\w+ |\w+['’])?[^\W\d_][\w'’-]*(?: [\w'’-]+){0,3})\1(?=[ ,.;:)]|$)")
_SPACES = re.compile(r"\s+(?=[ ,.)])|(?<=\() ")


@dataclass(frozen=True, slots=True)
class Narrator:
    """Tells facts in one language.

    Attributes:
        say: its catalogue.
    """

    say: Messages

    @property
    def grammar(self) -> Grammar:
        """How this language joins names."""
        return Grammar(self.say)

    def tell(self, entry: Entry) -> str:
        """Return `entry` as one line, without its date, status and source."""
        if entry.agreements and _signs(entry):
            return self._tell_agreements(entry)
        key, exact = self._template(entry)
        words = self._fill(self.say.raw(key), entry)
        if not exact:
            words += self.say("sentence.trigger", words=isolated(entry.trigger))
        # "le retrait des troupes françaises du Mali" from Mali: the land is named once.
        return capital(_TWICE.sub(r"\1", words))

    def tell_agreement(self, line: AgreementLine, *, by: tuple[Party, ...] = ()) -> str:
        """Return an agreement as one line, without its date, status and source.

        Args:
            line: the agreement.
            by: who alone took it to its stage, where one party ends or suspends it.
        """
        stage = self.say(f"stage.{line.stage}")
        nouns = self._nouns(line.parties)
        title = self._without_parties(line.title, nouns) if line.title else None
        if title:
            what = self.say("sentence.agreement.titled", title=isolated(self._titled(title)))
        else:
            what = self.say("sentence.agreement.untitled")
        between = f" {self.grammar.listed(nouns, 'between')}" if nouns else ""
        alone = by if line.stage in _ENDED else ()
        party = f" {self.grammar.listed(self._nouns(alone), 'by')}" if alone else ""
        words = f"{stage}{party} {what}{between}"
        if line.place and len(line.place) <= _LONGEST_PLACE:
            words += f", {self.place_of(line)}"
        if line.occasion and self._is_occasion(line.occasion, line.title or ""):
            words += self.say("sentence.agreement.occasion", occasion=self.occasion(line))
        if line.signatories:
            names = self.grammar.listed(self._nouns(line.signatories))
            words += self.say("sentence.agreement.signed_by", names=names)
        return capital(_SPACES.sub("", words))

    def _is_occasion(self, occasion: str, title: str) -> bool:
        """Tell whether an occasion can be told: by its name, or by a noun that we can join."""
        if occasion.casefold() in title.casefold():
            return False  # what is signed, and not when
        if self.say.language != "fr":
            return True
        if occasion[:1] in self.say("grammar.vowels") and not occasion[:1].isupper():
            return False  # "en marge d'appel": it wants an article that we do not know
        joined = self.grammar.after("occasion", occasion)
        bare = f"{self.say('grammar.prepositions.occasion')} {occasion}"
        return joined != bare or not occasion[:1].islower()

    def place_of(self, line: AgreementLine) -> str:
        """Return where an agreement got to its stage: "à Moscou", "en France"."""
        place = line.place or ""
        named = _called(line.parties, self.say.language).get(place.casefold())
        return self.grammar.place(place, named=named)

    def tell_claim(self, line: ClaimLine) -> str:
        """Return the sentence that claims, between quotation marks, and what is claimed."""
        return self.say(
            "claim.line", kind=self.say(f"claim.{line.kind}"), words=isolated(line.words.strip())
        )

    def claimed_by(self, line: ClaimLine) -> str:
        """Return on whose word a claim is made."""
        if line.attributed_to:
            about = line.about
            parties = (*about.actors, *about.recipients) if about else ()
            return self.on_word_of(line.attributed_to, parties)
        return self.say("claim.by_article")

    def tell_quotation(self, line: QuotationLine, *, most: int = 600) -> str:
        """Return a quotation with its speaker; words beyond `most` characters are cut.

        Of reported words that he denies it is said that he does.
        """
        words = line.words.strip()
        if len(words) > most:
            words = words[: most - 1].rstrip() + "…"
        speaker = self.speaker(line.speaker, line.role)
        denied = line.kind == "indirect" and line.force == _DENIES  # else they are his own words
        told = "denied" if denied else line.kind
        return self.say(f"quotation.{told}", speaker=speaker, words=isolated(words))

    def speaker(self, party: Party | None, role: str | None) -> str:
        """Return who speaks, with the role that the article gives."""
        if party is None:
            return self.say("quotation.unnamed")
        noun = self.grammar.party(party)
        speaker = capital(noun.words) + noun.note
        if role and party.kind == "state":
            return f"{capital(self.grammar.described(role))} ({self._bare(party)})"
        if role and role.casefold() not in speaker.casefold():
            speaker += f", {role}"
        return speaker

    def _bare(self, party: Party) -> str:
        """Return the name of a party without its article."""
        return party.names.get(self.say.language, party.name)

    def on_word_of(self, source: str, parties: Iterable[Party] = ()) -> str:
        """Return "according to ...", to follow a line.

        Args:
            source: name or description of the source.
            parties: who takes part in what it tells: the source may be one of them.
        """
        for party in parties:
            if party.kind == "state" and source in (party.name, *party.names.values()):
                return self.say("sentence.according", source=self.grammar.party(party).words)
            if party.kind == "person" and party.names and source == party.name:
                return self.say("sentence.according", source=self.grammar.party(party).words)
            if source in party.country_names.values():
                state = party.country_names.get(self.say.language, source)
                return self.say("sentence.according", source=self.grammar.state(state).words)
        return self.say("sentence.according", source=self.grammar.described(source))

    def side(self, side: Side, preposition: str = "") -> str:
        """Return the name of a side, after a preposition if one is given."""
        return self.grammar.listed([self.side_noun(side)], preposition)

    def side_noun(self, side: Side) -> Noun:
        """Return the noun for a side."""
        name = self.name(side)
        if side.kind in ("state", "region"):
            return self.grammar.state(name)
        return Noun(name if side.kind == "person" else self.grammar.described(name))

    def name(self, side: Side) -> str:
        """Return the bare name of a side, as a title has it."""
        return isolated(side.names.get(self.say.language, side.id))

    def title(self, dossier: Dossier | ActorDossier) -> str:
        """Return the title of a dossier."""
        if isinstance(dossier, ActorDossier):
            return self.name(dossier.one)
        one, other = self.name(dossier.one), self.name(dossier.other)
        return self.say("dossier.title", one=one, other=other)

    def scope(self, dossier: Dossier) -> str:
        """Return what a dossier draws on, and which predecessors it counts in."""
        if not dossier.documents:
            return self.say("dossier.nothing")
        words = self.say("dossier.drawn_from", count=dossier.documents)
        for side in (dossier.one, dossier.other):
            for former in side.predecessors:
                names = side.predecessor_names.get(former, {})
                words += self.say(
                    "dossier.counting",
                    former=capital(self.grammar.state(names.get(self.say.language, former)).words),
                    side=self.side(side, "of"),
                )
        return words

    def _tell_agreements(self, entry: Entry) -> str:
        return self.say("sentence.agreement.join").join(
            self.tell_agreement(line, by=entry.actors if entry.recipients else ())
            for line in entry.agreements
        )

    def _without_parties(self, title: str, nouns: list[Noun]) -> str:
        """Return a title without the parties that it names itself ("... entre le Mali et ...")."""
        head, between, tail = title.partition(self.say("sentence.agreement.title_between"))
        last_words = [noun.words.replace("'", " ").split(" ")[-1].casefold() for noun in nouns]
        if between and any(word in tail.casefold() for word in last_words):
            return head
        return title

    def occasion(self, line: AgreementLine) -> str:
        """Return an occasion after its preposition where the language of articles is ours."""
        occasion = line.occasion or ""
        if self.say.language == "fr":
            return self.grammar.after("occasion", occasion)
        return occasion

    def _titled(self, title: str) -> str:
        """Return a title after the preposition "of" where the language of titles is ours."""
        title = _balanced(title)
        for word in self.say.tables["grammar.pointing"]:
            # "cet accord" points to a sentence that is not shown: "Signature d'accord".
            title = title.removeprefix(word)
        if self.say.language != "fr":
            return title
        title = title[:1].lower() + title[1:]
        for word in self.say.tables["grammar.pointing"]:
            title = title.removeprefix(word)
        return self.grammar.after("of", title)

    def _template(self, entry: Entry) -> tuple[str, bool]:
        """Return the key of the most exact template, and whether it is more than the type."""
        act = entry.act or ""
        candidates = [act, act.split(".")[0]] if act else []
        if entry.mode:
            candidates.append(f"{entry.type}.{entry.mode}")
        for candidate in candidates:
            if self.say.has(f"events.{candidate.replace('.', '_')}"):
                return f"events.{candidate.replace('.', '_')}", True
        if self.say.has(f"events.{entry.type}"):
            return f"events.{entry.type}", False
        return "events.other", False

    def _fill(self, template: str, entry: Entry) -> str:
        """Return a template with its slots filled; a bracket with an empty slot is left out."""

        def fill(match: re.Match[str]) -> str:
            return self.slot(match[1], match[2] or "", entry)

        def keep(match: re.Match[str]) -> str:
            slots = [self.slot(m[1], m[2] or "", entry) for m in _SLOT.finditer(match[1])]
            return match[1] if all(slots) else ""

        kept = _OPTIONAL.sub(keep, template)
        return _SPACES.sub("", _SLOT.sub(fill, kept)).strip()

    def slot(self, name: str, preposition: str, entry: Entry) -> str:
        """Return what fills a slot of a template; "" if the entry has nothing for it."""
        if name == "place":
            return self._place(entry)
        if name == "promisers":
            # Who promises does not agree with whom it is promised to.
            name, preposition = "actors", preposition if entry.recipients else "between"
        elif name == "promised":
            name = "recipients"
        if name == "quantities":
            nouns = [Noun(quantity) for quantity in entry.quantities]
        elif name == "parties":
            nouns = self._nouns((*entry.actors, *entry.recipients))
        elif name == "actors":
            nouns = self._nouns(entry.actors)
        else:
            nouns = self._nouns(entry.recipients)
        return self.grammar.listed(nouns, preposition) if nouns else ""

    def _place(self, entry: Entry) -> str:
        """Return the place as an adverbial; "" if none or if a recipient is that place."""
        if entry.place is None or len(entry.place) > _LONGEST_PLACE:
            return ""
        named = _called((*entry.recipients, *entry.actors), self.say.language)
        host_is_told = any(party.kind == "state" for party in entry.recipients)
        bare = entry.place.casefold()
        for article in self.say.tables["grammar.articles"]:
            bare = bare.removeprefix(article)
        if host_is_told and any(name.startswith(f"{bare} ") for name in named):
            return ""  # the beginning of the host's name
        if bare in named:
            return "" if host_is_told else self.grammar.place(entry.place, named=named[bare])
        return self.grammar.place(entry.place)

    def _nouns(self, parties: tuple[Party, ...]) -> list[Noun]:
        nouns = (self.grammar.party(party) for party in parties)
        return list(dict.fromkeys(nouns))


def _signs(entry: Entry) -> bool:
    """Tell whether the agreements are what the entry is about."""
    return not entry.is_visit


def _called(parties: Iterable[Party], language: str) -> dict[str, str]:
    """Return every name of parties and their states, folded, to the usual one in `language`."""
    found: dict[str, str] = {}
    for party in parties:
        for names in (party.names, party.country_names):
            for name in names.values():
                found.setdefault(name.casefold(), names.get(language, name))
        found.setdefault(party.name.casefold(), party.names.get(language, party.name))
    return found


def _balanced(words: str) -> str:
    """Return words without a quotation mark that opens or closes elsewhere."""
    if words.count('"') % 2:
        words = words.replace('"', "")
    if words.count("«") != words.count("»"):
        words = words.replace("« ", "").replace(" »", "").strip("«» ")
    return words


def capital(words: str) -> str:
    """Return words with their first letter as a capital."""
    return words[:1].upper() + words[1:]
