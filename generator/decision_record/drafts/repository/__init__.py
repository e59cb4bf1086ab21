"""A new repository for a company, and one that is brought to the files of this version."""
