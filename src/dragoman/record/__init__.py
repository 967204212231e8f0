"""The store: readings of many documents in one SQLite file."""
