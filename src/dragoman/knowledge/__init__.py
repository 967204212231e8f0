"""States, organisations, offices and their holders by date."""
