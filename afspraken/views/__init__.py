"""The pages of the agreements: thin, over scoped rows."""
