"""What is different between two versions of the records, replayed for one day."""
