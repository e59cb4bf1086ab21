"""The health of the exchange: signals, measures and verdicts."""
