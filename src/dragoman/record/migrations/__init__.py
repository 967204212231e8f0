"""The steps from one format of the record to the next, oldest first."""
