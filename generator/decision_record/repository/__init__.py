"""A folder of files as `Records`, and what of a personal root everybody may read."""
