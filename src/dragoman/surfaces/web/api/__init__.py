"""The REST interface, version 1: the record's facts as JSON."""
