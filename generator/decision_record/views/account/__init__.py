"""An account: its page, its history, what may be said to it, and the brief for a QBR."""
