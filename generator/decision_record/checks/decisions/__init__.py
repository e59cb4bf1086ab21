"""DR301 to DR333: whether a meeting decided, and what follows from each decision."""
