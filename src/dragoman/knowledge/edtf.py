"""Compare EDTF dates as intervals of days."""

import re
from functools import lru_cache

EARLIEST = "0000-01-01"
LATEST = "9999-12-31"

_MARKS = re.compile(r"[~?%]")
_SEASONS = {
    "21": ("03-01", "05-31"),
    "22": ("06-01", "08-31"),
    "23": ("09-01", "11-30"),
    "24": ("12-01", "12-31"),
}


@lru_cache(maxsize=65536)
def days_of(date: str | None) -> tuple[str, str]:
    """Return the first and last day an EDTF date may mean, as "YYYY-MM-DD".

    None and open ends ("..") reach to the ends of time. Day 31 stands for the end
    of any month: the bounds are for comparing, not for display.
    """
    if not date or date == "..":
        return EARLIEST, LATEST
    if "/" in date:
        start, end = date.split("/", 1)
        first = EARLIEST if start in ("", "..") else days_of(start)[0]
        last = LATEST if end in ("", "..") else days_of(end)[1]
        return first, last
    parts = _MARKS.sub("", date).split("-")
    year = parts[0]
    if len(parts) == 1:
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31"
    if parts[1] in _SEASONS:
        first, last = _SEASONS[parts[1]]
        return f"{year}-{first}", f"{year}-{last}"
    if "X" in date:
        year_start, year_end = year.replace("X", "0"), year.replace("X", "9")
        return f"{year_start}-01-01", f"{year_end}-12-31"
    if len(parts) == 2:
        return f"{date[:7]}-01", f"{date[:7]}-31"
    day = "-".join(parts)
    return day, day


def holds(since: str | None, until: str | None, on: str | None) -> bool:
    """Return whether a lifetime [since, until] and the EDTF date `on` may meet.

    None as `since` or `until` leaves that end open; None as `on` meets everything.
    """
    first, last = days_of(on)
    begins = days_of(since)[0] if since else EARLIEST
    ends = days_of(until)[1] if until else LATEST
    return begins <= last and first <= ends


def spans(since: str | None, until: str | None, on: str | None) -> bool:
    """Return whether a lifetime [since, until] covers all of the EDTF date `on`."""
    first, last = days_of(on)
    begins = days_of(since)[0] if since else EARLIEST
    ends = days_of(until)[1] if until else LATEST
    return begins <= first and last <= ends
