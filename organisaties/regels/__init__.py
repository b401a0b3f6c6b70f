"""Pure rules of the organisations."""
