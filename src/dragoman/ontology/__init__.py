"""PLOVER types, modes, contexts and scores; CAMEO crosswalk; our additions."""

MILESTONE = "MILESTONE"
"""Type of events that PLOVER does not code: milestones of states and offices."""
