"""DR001 to DR107: whether a file can be read, lies in its place and has the shape of its kind."""
