"""Accounts: the way in, one's own settings, and the way out."""
