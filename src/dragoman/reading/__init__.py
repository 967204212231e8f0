"""One document understood: a pure function of text, pack and knowledge."""
