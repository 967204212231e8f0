"""Build src/dragoman/knowledge/data/coordinates.csv: a point for each state, and check the cities.

The point of a state lies in the largest of its shapes (Natural Earth 1:50m, public domain). Cities
and their coordinates are our own: they stay, and one that lies outside its state is told. Atolls
and disputed places are told too.

Run: python -m scripts.knowledge.build_coordinates ../shared/knowledge
"""

import csv
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "src/dragoman/knowledge/data"
OUT = DATA / "coordinates.csv"
COLUMNS = ("name", "country", "latitude", "longitude")
_NEAR = 0.15  # degrees: harbours lie beside simplified coasts
_OURS = {"Kosovo": "XKX"}  # no code in the table of M49

Ring = list[tuple[float, float]]


def load_shapes(folder: Path) -> dict[str, list[Ring]]:
    """Return the outer rings of every state, by ISO 3166-1 alpha-3."""
    atlas = json.loads((folder / "world-atlas" / "countries-50m.json").read_text())
    with (folder / "country-codes-unsd" / "country-codes.csv").open(encoding="utf-8") as file:
        codes = {
            row["ISO3166-1-numeric"].zfill(3): row["ISO3166-1-Alpha-3"]
            for row in csv.DictReader(file)
            if row["ISO3166-1-numeric"]
        }
    arcs = [_unpacked(arc, atlas["transform"]) for arc in atlas["arcs"]]
    found: dict[str, list[Ring]] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = codes.get(str(shape.get("id", "")).zfill(3)) or _OURS.get(
            shape["properties"]["name"]
        )
        if code is None:
            continue
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.setdefault(code, []).extend(_ring(polygon[0], arcs) for polygon in polygons)
    return found


def _unpacked(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    x = y = 0
    points = []
    for across, up in arc:
        x, y = x + across, y + up
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def _ring(ids: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in ids:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def crossings(ring: Ring, y: float) -> list[float]:
    """Return where `ring` crosses the latitude `y`, from west to east."""
    return sorted(
        (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
        if (y1 > y) != (y2 > y)
    )


def inside(x: float, y: float, ring: Ring) -> bool:
    """Tell whether a point lies in `ring`."""
    return sum(crossing > x for crossing in crossings(ring, y)) % 2 == 1


def area(ring: Ring) -> float:
    """Return the area in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]))) / 2


def middle(ring: Ring) -> tuple[float, float]:
    """Return the middle of the widest stretch inside `ring`."""
    if min(x for x, _ in ring) < -90 and max(x for x, _ in ring) > 90:  # over the antimeridian
        x, y = middle([(x % 360, y) for x, y in ring])
        return (x if x <= 180 else x - 360, y)
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0][0], ring[0][1])
    for step in range(6, 15):
        y = low + (high - low) * step / 20
        places = crossings(ring, y)
        for west, east in zip(places[::2], places[1::2], strict=False):
            best = max(best, (east - west, (west + east) / 2, y))
    return best[1:]


def main() -> None:
    """Write the table."""
    shapes = load_shapes(Path(sys.argv[1]))
    with (DATA / "states.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    with OUT.open(encoding="utf-8") as file:
        cities = [row for row in csv.DictReader(file) if row["name"]]
    for city in cities:
        y, x = float(city["latitude"]), float(city["longitude"])
        around = [
            (x + across, y + up) for across in (-_NEAR, 0, _NEAR) for up in (-_NEAR, 0, _NEAR)
        ]
        rings = shapes.get(city["country"], [])
        if not any(inside(*point, ring) for point in around for ring in rings):
            print(f"{city['name']}: not in {city['country']}")
    states = []
    for code in sorted(known & set(shapes)):
        x, y = middle(max(shapes[code], key=area))
        states.append(("", code, f"{y:.2f}", f"{x:.2f}"))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(states)
        writer.writerows([city[name] for name in COLUMNS] for city in cities)
    print(f"{len(states)} states, {len(cities)} cities")


if __name__ == "__main__":
    main()
