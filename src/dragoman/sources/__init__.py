"""Files, feeds and archives turned into Documents."""
