"""Evaluation: how often we are right.

Takes what was read from pages and what people marked in them (gold). Gives figures, and where the errors are. Knows
only the model: who reads the pages, and how long that takes, is the command's business.
"""

from backstory.evaluation.gold import Gold, GoldLink, GoldMeta, GoldPage, load
from backstory.evaluation.report import Report, report

__all__ = ["Gold", "GoldLink", "GoldMeta", "GoldPage", "Report", "load", "report"]
