"""The state of everything on a day, as it follows from the records (records.md §5)."""
