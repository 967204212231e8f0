"""Rebuild tenures.csv and WEEDING.md from Wikidata extracts and REIGN.

Usage: PYTHONPATH=src python scripts/knowledge/build_tenures.py RAW_FOLDER
RAW_FOLDER holds officeholders-wikidata/, reign-leaders/ and country-codes-unsd/.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from countries import COW, REPOSITORIES, WORLD
from offices import office_of
from rapidfuzz import fuzz
from weed import DATE, SINGLE, Term, close, disjoint, weed

from dragoman.knowledge.edtf import holds, spans
from dragoman.knowledge.fold import fold
from dragoman.knowledge.lineage import lineage, state_on
from dragoman.knowledge.states import load_states

DATA = Path(__file__).parents[2] / "src/dragoman/knowledge/data"
HEADER = ("person", "wikidata", "office", "title", "country", "since", "until", "source")
LEADERS = (
    ("other", re.compile(r"governor.general|pontifical commission|^chief minister")),
    ("minister", re.compile(r"federal council")),
    (
        "head_of_government",
        re.compile(
            r"prime minister|chancellor|premier|taoiseach|head of gov|council of ministers|"
            r"executive yuan"
        ),
    ),
    ("monarch", re.compile(r"king|queen|emir|sultan|emperor|monarch|grand duke|prince|gyalpo")),
)
HEADS = {"head_of_state", "monarch", "head_of_government"}
STATES, DESCENTS, _ = load_states()


def rows(path: Path, encoding: str = "utf-8") -> list[dict[str, str]]:
    """Return the rows of a raw table."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def plain(name: str) -> str:
    """Return a name without a peerage or other words after a comma."""
    return re.sub(r"\s+", " ", name.split(",")[0]).strip()


def wikidata(raw: Path) -> Iterator[Term]:
    """Yield the terms of the EveryPolitician extracts of Wikidata."""
    for row in rows(raw / "officeholders-wikidata/holders21_all.csv"):
        country = REPOSITORIES.get(row["repo"], "")
        office = office_of(row["position"], country)
        if row["repo"] == "world":
            country, office = WORLD.get(row["position"], ("", "other"))
        day = row["start"] if DATE.fullmatch(row["start"]) else None
        yield Term(
            person=plain(row["person"]), wikidata=row["personID"], office=office,
            title=row["position"],
            country=state_on(STATES, DESCENTS, country, day),
            since=row["start"], until=row["end"], source="wikidata", snapshot=row["snapshot"],
        )  # fmt: skip


def leaders_2021(raw: Path) -> Iterator[Term]:
    """Yield heads of state and of government of all countries, dated by year."""
    codes = {
        row["wikidata_id"].rsplit("/", 1)[-1]: row["ISO3166-1-Alpha-3"]
        for row in rows(raw / "country-codes-unsd/country-codes.csv")
    }
    for row in rows(raw / "officeholders-wikidata/world_leaders_2021_wikidata.csv"):
        label = row["positionLabel"].lower()
        office = next((kind for kind, words in LEADERS if words.search(label)), "head_of_state")
        country = codes.get(row["countryid"], "")
        yield Term(
            person=plain(row["officeholderLabel"]), wikidata=row["officeholder"], office=office,
            title=row["positionLabel"], country=country if country in STATES else "",
            since=row["start_year"], until=row["end_year"], source="wikidata",
            snapshot="2022-12-31",
        )  # fmt: skip


def reign(raw: Path) -> Iterator[Term]:
    """Yield the effective leaders since 1950: of government in parliamentary states."""
    regimes: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows(raw / "reign-leaders/regime_list.csv", "latin-1"):
        first, last = (int(row[day].rsplit("/", 1)[-1]) for day in ("gwf_startdate", "gwf_enddate"))
        regimes[row["cowcode"]].append((first, last, row["gwf_regimetype"].lower()))
    for row in rows(raw / "reign-leaders/leaderlist_3_21.csv", "latin-1"):
        base = COW.get(row["stateabb"], "")
        year = int(row["syear"])
        since = f"{year:04}-{int(row['smonth']):02}-{int(row['sdate']):02}"
        until = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row["eyear"] else ""
        kinds = [kind for a, b, kind in regimes.get(row["ccode"], ()) if a <= year <= b]
        kind = kinds[-1] if kinds else ""
        office = "head_of_state"
        if "parliament" in kind:
            office = "head_of_government"
        elif "monarchy" in kind:
            office = "monarch"
        yield Term(
            person=row["leader"].strip(), wikidata="", office=office, title="effective leader",
            country=state_on(STATES, DESCENTS, base, since) if base else "",
            since=since, until=until, source="reign", snapshot="2021-03-31",
            born=int(row["birthyear"]) if row["birthyear"].isdigit() else None,
        )  # fmt: skip


def editorial() -> list[Term]:
    """Return the terms of tenures_extra.csv, which win over every other source."""
    return [
        Term(
            person=row["person"], wikidata=row["wikidata"], office=row["office"],
            title=row["title"], country=row["country"], since=row["since"],
            until=row["until"], source=row["source"], snapshot="9999",
        )
        for row in rows(DATA / "tenures_extra.csv")
    ]  # fmt: skip


def alike(one: Term, other: Term) -> bool:
    """Return whether two terms of one state are the same: name and time, or first day."""
    if one.office != other.office and not {one.office, other.office} <= HEADS:
        return False
    on = f"{one.since or '..'}/{one.until or '..'}"
    if not holds(other.since or None, other.until or None, None if on == "../.." else on):
        return False
    if one.office == other.office and one.office in SINGLE and one.since == other.since:
        return len(one.since) == 10
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    if one.source == "reign" and one.since[:7] == other.since[:7]:
        return True
    mine, theirs = fold(one.person), fold(other.person)
    if fuzz.ratio(mine, theirs) >= 80:
        return True
    if one.source == "reign":  # family names, sometimes with another beside them
        words = [word for word in theirs.split() if len(word) > 3]
        return any(fuzz.ratio(word, known) >= 80 for word in mine.split() for known in words)
    return fuzz.ratio(mine.split()[-1], theirs.split()[-1]) >= 90


def unlike(terms: list[Term], known: list[Term]) -> list[Term]:
    """Return the terms that do not repeat a known one."""
    countries: dict[str, list[Term]] = defaultdict(list)
    for term in known:
        countries[term.country].append(term)
    return [
        term
        for term in terms
        if not any(alike(term, other) for other in countries.get(term.country, ()))
    ]


def demote(term: Term, known: list[Term]) -> Term:
    """Return an effective leader as head of government if another headed the state."""
    if term.office == "head_of_government":
        return term
    middle = f"{(int(term.since[:4]) + int((term.until or term.since)[:4])) // 2}-12-01"
    for other in known:
        same = other.country == term.country and other.office in ("head_of_state", "monarch")
        if same and spans(other.since or None, other.until or None, max(middle, term.since)):
            return replace(term, office="head_of_government")
    return term


def main(raw: Path) -> None:
    """Write both files and print the counts by cause."""
    births = {
        id_: min(STATES[item].since or "0000" for item in lineage(DESCENTS, id_)) for id_ in STATES
    }
    extra = editorial()
    main_terms, causes = weed(wikidata(raw), births, str)
    main_terms, causes["encloses the term of another holder"] = disjoint(main_terms)
    given = len(main_terms)
    main_terms = unlike(main_terms, extra)
    causes["given by the editorial table"] = given - len(main_terms)
    leaders, more = weed(leaders_2021(raw), births, str)
    older, most = weed(reign(raw), births, str)
    leaders = unlike(leaders, main_terms + extra)
    heads = [term for term in main_terms + leaders + extra if term.office in HEADS]
    older = [demote(term, heads) for term in unlike(older, heads)]
    terms, supplied = close(main_terms + leaders + older, extra)
    terms.sort(key=lambda term: (term.country, term.since or "9999", term.person, term.title))
    with (DATA / "tenures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows([getattr(term, name) for name in HEADER] for term in terms)
    report(terms, {"wikidata": causes, "world leaders": more, "reign": most}, supplied)


def report(terms: list[Term], causes: dict[str, Counter[str]], supplied: int) -> None:
    """Write WEEDING.md and print it."""
    lines = [
        "# Tenures kept and left out",
        "",
        "Written by scripts/knowledge/build_tenures.py.",
        "",
    ]
    lines += ["| source | cause | left out |", "|---|---|---|"]
    for source, counts in causes.items():
        lines += [f"| {source} | {cause} | {n} |" for cause, n in counts.most_common() if n]
    lines += ["", f"Kept: {len(terms)} tenures. Ends supplied from the successor: {supplied}.", ""]
    lines += ["| office | kept |", "|---|---|"]
    lines += [f"| {kind} | {n} |" for kind, n in Counter(t.office for t in terms).most_common()]
    text = "\n".join(lines) + "\n"
    (DATA / "WEEDING.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
