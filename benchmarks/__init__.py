"""Measures quality on the gold and speed beside stock spaCy; ``python -m benchmarks``."""
