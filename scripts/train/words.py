"""The projection of static word vectors that meanings are read through."""

import numpy as np

WIDTH = 64


def fit_projection(model: str) -> np.ndarray:
    """Return the directions in which the words of a spaCy model differ most: width x `WIDTH`."""
    import spacy

    table = spacy.load(model).vocab.vectors.data
    unit = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    _, directions = np.linalg.eigh((unit.T @ unit).astype(np.float64))
    found = directions[:, ::-1][:, :WIDTH]
    found *= np.sign(found[np.abs(found).argmax(axis=0), np.arange(WIDTH)])
    projection: np.ndarray = (8 * found).astype(np.float16).astype(np.float32)
    return projection
