"""What a person completes: the text of the next records, and where they are written."""
