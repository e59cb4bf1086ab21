"""What several pages show in the same way: rows, states, dates, excerpts, archives."""
