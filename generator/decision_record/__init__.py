"""The decision record: meetings between Customer Success and Product, replayed into a site."""

__version__ = "0.1.0"
