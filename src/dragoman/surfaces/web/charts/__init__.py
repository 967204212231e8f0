"""Drawings made on the server, as numbers that a template turns into SVG."""
