"""The advisor's answer as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lossquiz.selection.advice import Choice, Reason, Recommendation
    from lossquiz.selection.described import Near
    from lossquiz.selection.facts import Fact
    from lossquiz.selection.proposals import Proposal, Seen
    from lossquiz.selection.words import Found

VERSION = 1


def recommendation_json(answer: Recommendation) -> dict[str, Any]:
    """Return the answer with the documented names."""
    return {
        "version": VERSION,
        "task": answer.task,
        "facts": dict(answer.facts),
        "recommendations": [_choice(choice) for choice in answer.choices],
        "rejected": [
            {"loss": out.loss, "rule": out.rule, "text": out.text, "source": out.source} for out in answer.rejected
        ],
        "warnings": [
            {"id": warned.id, "text": warned.text, "source": warned.source, "losses": list(warned.losses)}
            for warned in answer.warnings
        ],
        "trace": [rule.id for rule in answer.trace],
    }


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Return what data suggest, with the evidence."""
    return {
        "proposal": {
            "task": proposal.task,
            "because": proposal.because,
            "facts": [{"fact": seen.fact, "value": seen.value, "because": seen.because} for seen in proposal.facts],
            "notes": list(proposal.notes),
        }
    }


def _choice(choice: Choice) -> dict[str, Any]:
    row: dict[str, Any] = {
        "loss": choice.loss,
        "title": choice.title,
        "torch": choice.torch,
        "code": choice.code,
        "score": choice.score,
        "reasons": [_reason(reason) for reason in choice.reasons],
        "against": [_reason(reason) for reason in choice.against],
        "trade_offs": list(choice.trade_offs),
        "switch_if": list(choice.switch_if),
        "expects": choice.expects,
        "reduction": choice.reduction,
    }
    if choice.written:
        row["framework"] = {"title": choice.written.framework, "name": choice.written.name, "own": choice.written.own}
    return row


def _reason(reason: Reason) -> dict[str, Any]:
    return {"rule": reason.rule, "text": reason.text, "source": reason.source, "weight": reason.weight}


def understood_json(text: str, proposal: Proposal, facts: Iterable[Seen], others: Iterable[Near]) -> dict[str, Any]:
    """Return what was understood of a description: the task, the facts that count, and which other tasks are near."""
    return {
        "understood": {
            "text": text,
            "task": proposal.task,
            "because": proposal.because,
            "facts": [{"fact": seen.fact, "value": seen.value, "because": seen.because} for seen in facts],
            "others": [{"task": near.task, "because": near.because} for near in others],
        }
    }


def facts_json(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return the vocabulary of facts."""
    return {
        "version": VERSION,
        "facts": [
            {
                "name": fact.id,
                "type": _type(fact),
                "values": [*fact.values, *fact.levels],
                "bounds": dict(fact.number),
                "aliases": list(fact.aliases),
                "inverse": list(fact.inverse),
                "meaning": fact.means,
                "question": fact.ask,
                "tasks": list(fact.tasks),
            }
            for fact in facts
        ],
    }


def _type(fact: Fact) -> str:
    return "number" if fact.number else "range" if fact.range else "word" if fact.values else "flag"


def search_json(word: str, found: Found) -> dict[str, Any]:
    """Return what speaks of a word: tasks, facts, and values with their facts."""
    return {
        **facts_json(found.facts),
        "word": word,
        "tasks": [
            {"name": task.id, "title": task.title, "meaning": task.means, "aliases": list(task.aliases)}
            for task in found.tasks
        ],
        "values": [{"fact": fact.id, "value": value} for fact, value in found.values],
    }
