"""The lists."""
