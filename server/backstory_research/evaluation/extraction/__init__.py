"""How well pages are read: text, read-more links, headline and date beside what people marked in the pages."""

from backstory_research.evaluation.extraction.gold import Gold, GoldLink, GoldMeta, GoldPage, load
from backstory_research.evaluation.extraction.report import Report, report

__all__ = ["Gold", "GoldLink", "GoldMeta", "GoldPage", "Report", "load", "report"]
