"""The home page, and what it opens with."""
