"""What is read for the pages of the agreements."""
