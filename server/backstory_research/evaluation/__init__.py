"""Evaluation: how often we are right.

Takes what was read from pages, or linked in texts, and what people marked in them (gold). Gives figures, and where the
errors are. Knows only the model: who reads and links, and how long that takes, is the command's business.
"""
