"""Reported speech: who said what, word for word or in other words."""

from dragoman.reading.quotes.find import find_quotations, find_speaker_spans

__all__ = ["find_quotations", "find_speaker_spans"]
