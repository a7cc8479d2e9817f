"""One catalogue: what rules bring out and questions ask has one entry, and every entry is brought out or asked."""

from __future__ import annotations

from collections import defaultdict

from lossquiz.lookup import plain
from lossquiz.losses.catalogue import catalogue, find_loss
from lossquiz.questions.bank import load_bank
from lossquiz.selection.engine import pool
from lossquiz.selection.facts import all_facts, tasks
from lossquiz.selection.rules import all_rules

BROUGHT_OUT = frozenset().union(*(pool(task) for task in tasks()))
ASKED = frozenset(label.loss for label in load_bank().labels.values() if label.loss)

# Questions whose subject is another form of a loss of the catalogue, and bring their own card.
OTHER_FORMS = {
    "mse_backward": "mse",
    "cross_entropy_backward": "cross_entropy",
    "bce_with_logits_backward": "bce_with_logits",
    "custom_loss_module": "custom",
    "linear_ce": "linear_cross_entropy",
}
# Neither recommended nor asked: entries to look up, which say when to take another.
ONLY_EXPLAINED = {
    "exponential",
    "perceptron",
    "unhinged",
    "gan_saturating",
    "nce",
    "rmse",
    "weighted_mae",
}


def test_every_loss_that_a_rule_names_has_an_entry() -> None:
    for rule in all_rules():
        named = {*rule.promote, *rule.demote, *rule.exclude, *rule.about, *rule.reasons}
        assert named <= set(catalogue()), rule.id
    for fact in all_facts().values():
        for losses in dict(fact.hard.get("only", {})).values():
            assert set(losses) <= set(catalogue()), fact.id
    assert len(BROUGHT_OUT) > 200


def test_every_loss_that_is_asked_for_has_an_entry_or_is_a_form_of_one() -> None:
    assert ASKED - set(catalogue()) == set(OTHER_FORMS)
    assert set(OTHER_FORMS.values()) <= set(catalogue())


def test_every_entry_is_brought_out_or_asked_or_known_to_be_neither() -> None:
    assert set(catalogue()) - BROUGHT_OUT - ASKED == ONLY_EXPLAINED
    assert all(catalogue()[loss].explain_only for loss in ONLY_EXPLAINED)


def test_an_entry_says_of_itself_whether_a_rule_brings_it_out() -> None:
    assert {loss.id for loss in catalogue().values() if not loss.explain_only} == BROUGHT_OUT


def test_no_word_names_two_losses() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for loss in catalogue().values():
        for word in (loss.id, loss.title, *loss.aliases):
            names[plain(word)].add(loss.id)
    assert {word: found for word, found in names.items() if len(found) > 1} == {}


def test_a_question_and_the_catalogue_mean_one_loss_by_one_id() -> None:
    assert find_loss("grpo").id == "grpo"
    assert "grpo" in ASKED & BROUGHT_OUT
    for loss in ASKED & set(catalogue()):
        assert find_loss(loss).id == loss
