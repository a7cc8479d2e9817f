"""The advisor: facts about a problem in, a ranked list of losses with reasons out."""

from lossquiz.selection.advice import Recommendation, recommend, why_not

__all__ = ["Recommendation", "recommend", "why_not"]
