"""Whether meetings take place, review what is open and come to something."""
