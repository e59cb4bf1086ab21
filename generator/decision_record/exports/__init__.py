"""The same facts for programs: each format a file."""
