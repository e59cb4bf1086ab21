"""A folder of files as `Records`, and the parts of a personal root that everyone may read."""
