"""The words that rules go by, as data, and what matches them."""
