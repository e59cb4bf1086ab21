"""DR601 to DR612: whether pods are set up so that they can work, and count what they say."""
