"""The same somebody, the same event, across documents."""
