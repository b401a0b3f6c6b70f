"""What pages show of the agreements, read from the rows somebody may see."""
