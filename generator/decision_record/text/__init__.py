"""Words for numbers, days and money, and the English that rules go by."""
