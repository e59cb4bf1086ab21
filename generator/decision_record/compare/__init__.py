"""What a change brings: the records as they are against those of an earlier revision."""
