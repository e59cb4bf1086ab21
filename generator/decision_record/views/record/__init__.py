"""The page of one record: its head, and its parts in the order of its ritual."""
