"""The records as frozen values: the only place where fields are declared."""
