"""Expressions of time: found by a grammar of each language, resolved to EDTF."""

from dragoman.reading.times.find import find_times

__all__ = ["find_times"]
