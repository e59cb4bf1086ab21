"""Numbers over a period, each with its definition, its sample and its trend (checks.md)."""
