"""How well what several articles tell of is told to be one, on annotated threads of news."""
