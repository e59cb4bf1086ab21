"""What merging a change does, in plain words: from two versions of the records to one review."""
