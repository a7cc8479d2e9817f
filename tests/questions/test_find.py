"""What a word names in a bank."""

from __future__ import annotations

import pytest

from lossquiz.errors import UsageError
from lossquiz.lookup import plain
from lossquiz.losses.catalogue import catalogue
from lossquiz.questions.bank import load_bank
from lossquiz.questions.find import Subject, find_losses, find_question, find_questions, find_subject, find_task

BANK = load_bank()


def test_every_name_of_every_implement_question_finds_it() -> None:
    ids = {plain(name) for name in BANK.losses}
    for task in BANK.tasks.values():
        entry = catalogue().get(task.id)
        for word in (task.id.upper(), task.name, task.title, *(entry.aliases if entry else ())):
            if plain(word) in ids - {plain(task.id)}:
                continue  # an id of another loss comes before a name
            assert find_task(BANK, word) is task, word
            assert find_question(BANK, word) is task, word
            assert find_questions(BANK, word) == (BANK.labels[task.id],), word
            assert [loss.task for loss in find_losses(BANK, [word])] == [task], word


def test_every_question_is_found_by_its_id() -> None:
    for question in BANK.questions.values():
        assert find_question(BANK, question.id.upper().replace("-", " ")) is question


def test_an_id_of_a_loss_comes_before_a_question_and_a_question_before_other_names() -> None:
    found = find_subject(BANK, "HUBER")
    assert isinstance(found, Subject)
    assert found.bank is BANK.losses["huber"]
    assert found.entry is catalogue()["huber"]
    assert find_subject(BANK, "huber_compute_two") is BANK.questions["huber-compute-two"]
    titled = find_subject(BANK, "kullback leibler")
    assert isinstance(titled, Subject)
    assert titled.id == "kl_div"


def test_a_loss_without_questions_is_a_subject_but_nothing_to_ask() -> None:
    bare = next(loss for loss in catalogue().values() if loss.id not in BANK.losses)
    found = find_subject(BANK, bare.title)
    assert isinstance(found, Subject)
    assert (found.bank, found.entry) == (None, bare)
    for find in (find_task, find_question, find_questions):
        with pytest.raises(UsageError, match=r"^unknown .*question \"" + bare.id):
            find(BANK, bare.id)
    with pytest.raises(UsageError, match=r"^unknown loss of the bank \"" + bare.id):
        find_losses(BANK, ["huber", bare.id])


def test_losses_come_in_the_order_of_the_bank_and_all_when_none_is_named() -> None:
    assert find_losses(BANK, ()) == tuple(BANK.losses.values())
    assert [loss.id for loss in find_losses(BANK, ["MSE", "bce", "mse"])] == ["bce", "mse"]
