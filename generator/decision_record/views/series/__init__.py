"""A series: its page, and the page that prepares its next meeting."""
