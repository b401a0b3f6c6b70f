"""The desk: what one sees first, by role, and the screens that combine several apps."""
