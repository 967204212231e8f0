"""A trained judge of candidates: who fills which role, and which of them are events."""
