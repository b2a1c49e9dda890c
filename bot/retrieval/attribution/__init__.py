"""From a fragment to who said it."""

from bot.retrieval.attribution.attribute import LONGEST, Attributed, attribute
from bot.retrieval.attribution.match import Match

__all__ = ["LONGEST", "Attributed", "Match", "attribute"]
