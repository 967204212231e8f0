"""What a user can put right. Anything else that is raised is our bug."""


class DragomanError(Exception):
    """An error that a user can put right: says where, what, and what to do next."""


class PackError(DragomanError):
    """A file of a language pack is malformed."""


class KnowledgeError(DragomanError):
    """A table of the knowledge base, ours or the user's, is malformed."""


class SourceError(DragomanError):
    """A file or an address cannot be turned into documents."""


class RecordError(DragomanError):
    """The record cannot be opened, written or understood."""


class UnknownNameError(DragomanError):
    """A name that neither the knowledge base nor the record knows."""
