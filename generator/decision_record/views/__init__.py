"""What each page shows, as frozen views: no HTML, no clock, no files."""
