"""Generated parts between markers in files that people write: finding them, and putting others in their place."""
