"""How often names are linked to the right entity, beside what people marked in texts."""

from backstory_research.evaluation.linking.gold import GoldDocument, GoldMention, entities_of, load, types_beside
from backstory_research.evaluation.linking.readings import Prediction
from backstory_research.evaluation.linking.report import Report, Timings, report

__all__ = [
    "GoldDocument",
    "GoldMention",
    "Prediction",
    "Report",
    "Timings",
    "entities_of",
    "load",
    "report",
    "types_beside",
]
