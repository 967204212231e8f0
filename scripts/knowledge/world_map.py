"""Draw the countries of the world atlas as SVG paths: src/dragoman/surfaces/web/data/world.json.

Natural Earth's outlines (public domain) in Equal Earth projection, 1000 units wide.
Run: python -m scripts.knowledge.world_map ../shared/knowledge
"""

import csv
import json
import math
import sys
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[2] / "src/dragoman/surfaces/web/data/world.json"
WIDTH = 1000
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SCALE = WIDTH / (2 * 2.7066)  # the map's half-width on the unit sphere
_TOP = 1.32  # leaves out the emptiest north
_LEFT_OUT = ("Antarctica",)
_OURS = {"Kosovo": "XKX"}  # no code in the table of M49


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return the place of a point in Equal Earth projection, y down."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    across = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta)
    bent = 3 * (9 * _A[3] * t6 * t2 + 7 * _A[2] * t6 + 3 * _A[1] * t2 + _A[0])
    up = theta * (_A[0] + _A[1] * t2 + t6 * (_A[2] + _A[3] * t2))
    return across / bent * _SCALE + WIDTH / 2, (_TOP - up) * _SCALE


def arcs_of(atlas: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the arcs of a topology as projected points."""
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append(project(x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def _step(a: tuple[int, int], b: tuple[int, int]) -> str:
    """Return the step from a to b; one over the edge of the map begins anew there."""
    if abs(b[0] - a[0]) > WIDTH / 2:
        return f"zM{b[0]} {b[1]}"
    return f"l{b[0] - a[0]} {b[1] - a[1]}"


def _begun_at_the_edge(ring: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a closed ring begun where it comes in over the edge of the map, if it does.

    Begun elsewhere, what lies between the edge and that beginning would be cut in two.
    """
    for at, (one, other) in enumerate(pairwise(ring), 1):
        if abs(other[0] - one[0]) > WIDTH / 2:
            return [*ring[at:], *ring[1:at]] if ring[0] == ring[-1] else [*ring[at:], *ring[:at]]
    return ring


def path_of(rings: list[list[int]], arcs: list[list[tuple[float, float]]]) -> str:
    """Return rings of arcs as one SVG path of relative steps."""
    told = []
    for ring in rings:
        points: list[tuple[float, float]] = []
        for index in ring:
            part = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(part[1:] if points else part)
        whole = [(round(x), round(y)) for x, y in points]
        kept = [p for i, p in enumerate(whole) if i == 0 or p != whole[i - 1]]
        if len(kept) < 3:
            kept = [*whole[:1], (whole[0][0] + 1, whole[0][1]), (whole[0][0], whole[0][1] + 1)]
        kept = _begun_at_the_edge(kept)
        steps = "".join(_step(a, b) for a, b in pairwise(kept))
        told.append(f"M{kept[0][0]} {kept[0][1]}{steps}z")
    return "".join(told).replace(" -", "-")


def main() -> None:
    """Write the paths by ISO 3166-1 alpha-3 code; what has none keeps its name."""
    source = Path(sys.argv[1])
    atlas = json.loads((source / "world-atlas/countries-110m.json").read_text())
    with next((source / "country-codes-unsd").glob("*.csv")).open(encoding="utf-8") as file:
        codes = {row["M49"].zfill(3): row["ISO3166-1-Alpha-3"] for row in csv.DictReader(file)}
    arcs = arcs_of(atlas)
    paths: dict[str, str] = {}
    for shape in atlas["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if name in _LEFT_OUT:
            continue
        rings = shape["arcs"] if shape["type"] == "Polygon" else list(chain(*shape["arcs"]))
        code = codes.get(shape.get("id", ""), "") or _OURS.get(name, name)
        paths[code] = path_of(rings, arcs)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(dict(sorted(paths.items())), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
