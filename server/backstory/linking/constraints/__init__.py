"""Constraints: what rules a sense out, whatever speaks for it. Pure."""
