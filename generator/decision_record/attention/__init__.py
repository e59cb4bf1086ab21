"""What the day's ledger and findings mean for people: what needs attention, and in which order."""
