"""The filters of the agreements."""
