"""Joining: several sources of entities as one, the most trusted first."""
