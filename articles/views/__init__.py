"""Pages of stories and of importing."""
