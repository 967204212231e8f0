"""Words read where they stand: a small encoder, and what it needs of a text."""
