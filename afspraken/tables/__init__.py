"""The lists of the agreements."""
