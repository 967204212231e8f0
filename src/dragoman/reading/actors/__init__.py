"""Who acts in an article: mentions found, linked and described."""

from dragoman.reading.actors.find import find_actors
from dragoman.reading.actors.index import ActorIndex

__all__ = ["ActorIndex", "find_actors"]
