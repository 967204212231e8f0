"""PLOVER types, modes, contexts and scores; CAMEO crosswalk; our additions."""
