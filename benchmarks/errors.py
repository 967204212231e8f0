"""``make errors``: a page of what the event reader gets wrong, by type and cause.

    python -m benchmarks.errors --shared ../shared [--sets bbc-open afp-open]

Writes ``out/errors.html``. The page quotes articles that belong to others: the folder is
ignored by git, and the page is for developing here, never to be passed on. The held-out
articles are left out unless asked for, for what is read is no longer held out.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path

from benchmarks import quality
from benchmarks.findings import DETAIL, EXTRA, MISSED, ROLES, Comparer, Finding

KINDS = (MISSED, EXTRA, ROLES, DETAIL)
SHOWN = 12
HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors of events</title>
<style>body{font:15px/1.45 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}
table{border-collapse:collapse}td,th{padding:.15em .7em;text-align:right}
td:first-child,th:first-child{text-align:left}mark{background:#fd6}li{margin:.5em 0}
small{color:#555}pre{font-size:12px;overflow:auto}summary{cursor:pointer}</style>
<h1>Errors of the event reader</h1>"""


def render(findings: Iterable[Finding], counts: Counter[tuple[str, str]]) -> str:
    """Return the page: a table by type, then each kind of error by type and cause."""
    by_type: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        by_type.setdefault(finding.type, {}).setdefault(finding.kind, []).append(finding)
    types = sorted({type for type, _ in counts}, key=lambda t: -counts[t, "gold"])
    rows = "".join(
        f'<tr><td><a href="#{type}">{type}</a></td><td>{counts[type, "gold"]}</td>'
        f"<td>{counts[type, 'found']}</td>"
        + "".join(f"<td>{len(by_type.get(type, {}).get(kind, []))}</td>" for kind in KINDS)
        + "</tr>"
        for type in types
    )
    heads = "".join(f"<th>{name}</th>" for name in ("type", "gold", "found", *KINDS))
    parts = [HEAD, f"<table><tr>{heads}</tr>{rows}</table>"]
    for type in types:
        parts.append(f'<h2 id="{type}">{type}</h2>')
        for kind in KINDS:
            parts.append(_section(kind, by_type.get(type, {}).get(kind, [])))
    return "\n".join(parts)


def _section(kind: str, findings: list[Finding]) -> str:
    if not findings:
        return ""
    causes: dict[str, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(finding.cause, []).append(finding)
    ranked = sorted(causes.items(), key=lambda item: (-len(item[1]), item[0]))
    blocks = "".join(
        f"<details><summary>{len(found)} × {escape(cause)}</summary><ol>"
        + "".join(_item(finding) for finding in found[:SHOWN])
        + "</ol></details>"
        for cause, found in ranked
    )
    return f"<h3>{kind}: {len(findings)}</h3>{blocks}"


def _item(finding: Finding) -> str:
    lines = [
        f"<li>{escape(finding.before)}<mark>{escape(finding.trigger)}</mark>{escape(finding.after)}",
        f"<br><small>{escape(finding.article)}</small>",
    ]
    for name, said in (("gold", finding.gold), ("found", finding.found)):
        if said:
            lines.append(f"<br><small>{name}: {escape(said)}</small>")
    parse = escape("\n".join(finding.parse))
    lines.append(f"<details><summary>parse</summary><pre>{parse}</pre></details></li>")
    return "".join(lines)


def main() -> int:
    """Read, compare, write the page and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.errors", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sets", nargs="+", default=["bbc-open", "afp-open"], choices=quality.SETS)
    parser.add_argument("--out", type=Path, default=Path("out/errors.html"))
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is not there: real articles lie beside the checkout.")
        return 1
    comparer = Comparer(quality.load_scorer(options.shared))
    findings: list[Finding] = []
    for name in options.sets:
        annotated = quality.load_set(options.shared, name)
        for ident in sorted(annotated.gold):
            findings += comparer.compare(annotated.articles[ident], annotated.gold[ident])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(render(findings, comparer.counts), "utf-8")
    told = Counter(finding.kind for finding in findings)
    print(f"{options.out}: " + ", ".join(f"{told[kind]} {kind}" for kind in KINDS))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
