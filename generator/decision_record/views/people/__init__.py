"""People: their list, and what each has to do."""
