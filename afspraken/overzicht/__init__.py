"""What the pages of the agreements show, gathered in a fixed number of queries."""
