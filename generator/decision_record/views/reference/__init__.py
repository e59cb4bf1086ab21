"""The reference: the fields of each kind of file, and the rules."""
