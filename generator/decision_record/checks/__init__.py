"""The checks: pure functions of the records, a function a rule, in an explicit tuple."""
