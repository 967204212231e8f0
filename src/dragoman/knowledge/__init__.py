"""States, organisations, offices and their holders by date."""

from dragoman.knowledge.load import Knowledge, load_knowledge
from dragoman.knowledge.model import Descent, Match, NameEntry, Person, Place

__all__ = ["Descent", "Knowledge", "Match", "NameEntry", "Person", "Place", "load_knowledge"]
