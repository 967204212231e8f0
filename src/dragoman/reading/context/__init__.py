"""Words read where they stand: a small encoder in NumPy, and what it needs of a text."""
