"""Searching: words as they are compared, what was asked for, and the two indexes that answer."""
