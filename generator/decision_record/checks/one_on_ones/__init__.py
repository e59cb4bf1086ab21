"""DR701 to DR704: whether a one-on-one is the CSM's, and stays between its two people."""
