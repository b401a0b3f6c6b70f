"""What goes out about a round as a whole: its picture, the summary for GS, what is public, what goes to the archive."""
