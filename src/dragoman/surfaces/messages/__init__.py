"""Everything that is shown, in every language we speak: catalogues, dates, sentences."""
