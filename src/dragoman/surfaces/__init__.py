"""Command line, pages and exports; no logic of their own."""
