"""What the page of a next meeting goes through, block by block."""
