"""The forms of the agreements."""
