"""YAML text to plain data, and a path in a document to its line and column."""
