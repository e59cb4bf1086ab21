"""People: their list, and what waits for each."""
