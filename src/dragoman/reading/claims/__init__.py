"""Claims of uniqueness: "for the first time", kept to be checked against the record."""

from dragoman.reading.claims.find import find_claims

__all__ = ["find_claims"]
