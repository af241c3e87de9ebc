"""Backstory: who and what a news story speaks of, in its own sense and as of its day."""
