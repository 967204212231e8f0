"""One folder of data per language, and the loader that checks it."""
