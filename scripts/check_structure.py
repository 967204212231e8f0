"""Check what no linter knows: module sizes, forbidden names, large files, changelog fragments.

Prints every breach with what to do, and exits 1 if there is one.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
MAX_BYTES = 4_000_000
MAX_WEIGHTS = 20_000_000  # trained weights of a language pack, in its folder "models"
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
FRAGMENT = re.compile(r"^\d+\.(added|changed|fixed)\.md$")
MACHINE_PATH = re.compile(rb"(^|[^A-Za-z0-9_.])/(work|farm)/")


def tracked() -> list[Path]:
    """Return the files git tracks or would add."""
    names = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout.split("\0")  # fmt: skip
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def breaches(path: Path) -> list[str]:
    """Return what is wrong with one file, a line each."""
    name = path.relative_to(ROOT)
    found = []
    most = MAX_WEIGHTS if path.parent.name == "models" else MAX_BYTES
    if path.stat().st_size > most:
        return [f"{name}: larger than {most:,} bytes. Compact it or build it on install."]
    content = path.read_bytes()
    if MACHINE_PATH.search(content):
        found.append(f"{name}: holds a path of one machine. Make it relative.")
    if path.suffix == ".py":
        lines = content.count(b"\n")
        if lines > MAX_LINES:
            found.append(f"{name}: {lines} lines. Split it at {MAX_LINES}.")
        if path.stem in FORBIDDEN_NAMES:
            found.append(f"{name}: name it after the noun it serves.")
    if name.parts[0] == "changelog.d" and path.suffix == ".md" and not FRAGMENT.match(path.name):
        found.append(f"{name}: name it <issue>.<added|changed|fixed>.md.")
    return found


def links() -> list[str]:
    """Return a line for every symbolic link in the index: it leads to a place of one machine."""
    listed = subprocess.run(
        ["git", "ls-files", "-s", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    names = [line.split("\t", 1)[1] for line in listed if line.startswith("120000 ")]
    return [f"{name}: a link. Take it out: git rm --cached {name}." for name in names]


def main() -> int:
    """Check every tracked file."""
    files = tracked()
    found = [breach for path in files for breach in breaches(path)] + links()
    for breach in found:
        print(breach)
    print(f"structure: {len(files)} files, {len(found)} breaches")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
