"""The trained weights of a language pack, read once and checked.

A file of weights is a compressed ``.npz``: ``tree`` holds JSON in which every array is
written {"array": its name in the file}.
"""

import json
import zipfile
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from dragoman.errors import PackError
from dragoman.languages.events_schema import Role
from dragoman.reading.events.scoring.choice import to_choice
from dragoman.reading.events.scoring.decide import Judge
from dragoman.reading.events.scoring.joining import Floors
from dragoman.reading.events.scoring.model import to_scorer

ROLES: tuple[Role, ...] = ("actor", "recipient")
_Model = TypeVar("_Model")


@cache
def load_judge(language: str) -> Judge | None:
    """Return the judge of a language; None if its pack has no weights.

    Raises:
        PackError: if the weights are malformed.
    """
    return load_model(language, "events", to_judge)


def load_model(
    language: str, name: str, build: Callable[[dict[str, Any]], _Model]
) -> _Model | None:
    """Return what the weights `name` of a language pack describe; None if it has none.

    Raises:
        PackError: if the weights are malformed.
    """
    file = files("dragoman.languages") / language / "models" / f"{name}.npz"
    if not file.is_file():
        return None
    try:
        with as_file(file) as path:
            return build(read_weights(path))
    except (KeyError, ValueError, TypeError, IndexError, OSError, zipfile.BadZipFile) as broken:
        raise PackError(
            f"{language}/models/{name}.npz does not hold weights of that kind ({broken!r}). "
            f"Train it again: python -m scripts.train.{name}."
        ) from broken


def to_judge(weights: dict[str, Any]) -> Judge:
    """Build the judge that `weights` describe."""
    return Judge(
        projection=np.asarray(weights["projection"], dtype=np.float32),
        event=to_scorer(weights["event"]),
        sides={role: to_scorer(weights["sides"][role]) for role in ROLES},
        again={role: to_scorer(weights["again"][role]) for role in ROLES},
        date=to_scorer(weights["date"]),
        date_again=to_scorer(weights["date_again"]),
        place=to_scorer(weights["place"]),
        same=to_scorer(weights["same"]),
        status=to_choice(weights["status"]),
        attributed=to_choice(weights["attributed"]),
        least=float(weights["least"]),
        settled=Floors(**{name: float(p) for name, p in weights["settled"].items()}),
        floors={role: float(weights["floors"][role]) for role in ROLES},
        also=float(weights["also"]),
        place_floor=float(weights["place_floor"]),
    )


def read_weights(path: Path) -> dict[str, Any]:
    """Return the nested weights of a file."""
    with np.load(path, allow_pickle=False) as held:
        tree = json.loads(bytes(held["tree"]).decode("utf-8"))
        arrays = {name: held[name] for name in held.files if name != "tree"}

    def fill(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"array"}:
                return arrays[value["array"]]
            return {key: fill(below) for key, below in value.items()}
        return [fill(below) for below in value] if isinstance(value, list) else value

    filled: dict[str, Any] = fill(tree)
    return filled


def write_weights(path: Path, weights: dict[str, Any]) -> None:
    """Write nested weights; the same weights give the same bytes.

    Arrays are kept at half precision, those of whole numbers of eight bits as they are.
    """
    arrays: dict[str, Any] = {}

    def strip(value: Any) -> Any:
        if isinstance(value, np.ndarray):
            name = f"a{len(arrays)}"
            arrays[name] = value if value.dtype == np.int8 else value.astype(np.float16)
            return {"array": name}
        if isinstance(value, dict):
            return {key: strip(below) for key, below in value.items()}
        return [strip(below) for below in value] if isinstance(value, list | tuple) else value

    tree = json.dumps(strip(weights), ensure_ascii=False).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, array in {"tree": np.frombuffer(tree, dtype=np.uint8), **arrays}.items():
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with out.open(entry, "w") as file:
                np.lib.format.write_array(file, array, allow_pickle=False)
