"""Readings and dossiers in other people's forms."""
