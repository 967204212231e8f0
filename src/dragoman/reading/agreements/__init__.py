"""Accords, treaties and declarations: who is bound, who signed, since when."""

from dragoman.reading.agreements.find import find_agreements

__all__ = ["find_agreements"]
