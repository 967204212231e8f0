"""Trains what the language packs ship as weights."""
