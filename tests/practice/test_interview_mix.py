"""What an interview asks: threads, ideas, minutes, levels, what was met lately, times of one's own."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from itertools import groupby
from pathlib import Path

import pytest

from lossquiz.errors import UsageError
from lossquiz.practice.interview.allowance import ENOUGH, allowance_of, estimate
from lossquiz.practice.interview.mix import LEVELS, Brief, Item, Script, draw_up, met_lately, names_its_loss
from lossquiz.practice.store import MEND, Attempt
from lossquiz.questions.bank import load_bank
from lossquiz.questions.model import Bank

NOW = datetime(2026, 3, 5, 12, tzinfo=timezone.utc)
SEEDS = range(50)


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank()


def draw(bank: Bank, seed: int, minutes: int = 45, level: str = "medium", log: tuple[Attempt, ...] = ()) -> Script:
    return draw_up(bank, Brief(minutes, level), log, NOW, seed)  # type: ignore[arg-type]


def questions(script: Script) -> list[Item]:
    return [item for item in script.items if not item.mend]


class TestMix:
    @pytest.mark.parametrize("minutes", [5, 10, 20, 45, 90])
    def test_fifty_interviews_keep_to_every_rule(self, bank: Bank, minutes: int) -> None:
        for seed in SEEDS:
            script = draw(bank, seed, minutes)
            asked = questions(script)
            assert [item.number for item in script.items] == list(range(1, len(script.items) + 1))
            assert 60 * minutes * 0.75 <= script.planned <= 60 * minutes, seed
            assert len({item.question.id for item in asked}) == len(asked), seed
            ideas = [item.question.idea for item in asked if item.question.idea]
            assert len(set(ideas)) == len(ideas), seed
            in_threads = sum(item.thread > 0 for item in asked)
            assert 2 * in_threads >= len(asked), seed
            kinds = Counter(item.kind for item in script.items)
            assert kinds["implement"] == (minutes >= 20), seed
            assert kinds["debug"] == kinds[MEND] == (minutes >= 30), seed

    def test_threads_are_two_or_three_in_a_row_on_one_loss_and_say_so(self, bank: Bank) -> None:
        for seed in SEEDS:
            asked = questions(draw(bank, seed))
            losses = []
            for thread, group in groupby(asked, key=lambda item: item.thread):
                items = list(group)
                if not thread:
                    assert not any(item.lead for item in items)
                    continue
                assert 2 <= len(items) <= 3
                assert len({item.question.loss for item in items}) == 1
                assert not items[0].lead
                assert all(item.lead for item in items[1:])
                losses.append(items[0].question.loss)
                assert not any(names_its_loss(bank, item.question) for item in items if item.kind == "choose")
            alone = [item.question.loss for item in asked if not item.thread and item.question.loss]
            assert len({*losses, *alone}) == len(losses) + len(alone), "no loss comes up twice"

    def test_it_begins_with_something_easy_and_does_not_end_with_code(self, bank: Bank) -> None:
        for seed in SEEDS:
            items = draw(bank, seed).items
            assert items[0].question.difficulty == "easy"
            assert items[0].kind in {"choose", "compute"}
            assert items[-1].kind not in {"implement", MEND}

    @pytest.mark.parametrize("level", [*LEVELS])
    def test_the_level_is_the_share_of_difficulties(self, bank: Bank, level: str) -> None:
        counts: Counter[str] = Counter()
        for seed in SEEDS:
            counts.update(item.question.difficulty for item in questions(draw(bank, seed, 60, level)))
        for difficulty, share in LEVELS[level].items():
            assert counts[difficulty] / counts.total() == pytest.approx(share, abs=0.08), (level, difficulty)

    def test_what_interviews_ask_most_comes_first(self, bank: Bank) -> None:
        often = [item.question.frequency is not None for seed in SEEDS for item in questions(draw(bank, seed))]
        in_bank = sum(label.frequency is not None for label in bank.labels.values()) / len(bank.labels)
        assert sum(often) / len(often) > max(0.5, 3 * in_bank)

    def test_seeds_differ_and_the_same_seed_gives_the_same(self, bank: Bank) -> None:
        scripts = [draw(bank, seed) for seed in SEEDS]
        assert scripts[7] == draw(bank, 7)
        assert len({tuple(item.question.id for item in script.items) for script in scripts}) == len(SEEDS)

    def test_what_was_met_in_the_last_days_comes_later(self, bank: Bank) -> None:
        first = {item.question.id for item in draw(bank, 3).items}
        yesterday = (NOW - timedelta(days=1)).isoformat()
        long_ago = (NOW - timedelta(days=30)).isoformat()
        log = tuple(Attempt(name, "choose", "skipped", at=yesterday) for name in sorted(first))
        assert not first & {item.question.id for item in draw(bank, 3, log=log).items}
        old = tuple(Attempt(name, "choose", "skipped", at=long_ago) for name in sorted(first))
        assert {item.question.id for item in draw(bank, 3, log=old).items} == first

    def test_no_code_is_mended_where_nobody_sits_at_a_terminal(self, bank: Bank) -> None:
        script = draw_up(bank, Brief(45, mending=False), (), NOW, 1)
        assert MEND not in {item.kind for item in script.items}
        assert "debug" in {item.kind for item in script.items}

    @pytest.mark.parametrize("family", ["sequence", "concepts", "moe"])
    def test_a_small_family_gives_what_it_has(self, bank: Bank, family: str) -> None:
        for seed in SEEDS:
            asked = questions(draw_up(bank, Brief(90, families=(family,)), (), NOW, seed))
            assert {item.question.family for item in asked} == {family}
            assert len({item.question.id for item in asked}) == len(asked)
            of_bank = [label for label in bank.labels.values() if label.family == family]
            if family == "sequence":  # one loss: a warm-up, code to write and to mend, and what is left in threads
                assert len({label.loss for label in of_bank}) == 1
                assert len(asked) >= len(of_bank) - 1
                assert 2 * sum(item.thread > 0 for item in asked) >= len(asked)

    def test_an_unknown_family_gets_the_nearest(self, bank: Bank) -> None:
        with pytest.raises(UsageError, match="did you mean ranking"):
            draw_up(bank, Brief(families=("rankin",)), (), NOW, 1)

    def test_a_bank_of_nothing_says_so(self) -> None:
        with pytest.raises(UsageError, match="no question to ask"):
            draw_up(Bank({}, {}, Path()), Brief(), (), NOW, 1)

    def test_a_question_whose_answer_is_its_loss_is_known(self, bank: Bank) -> None:
        assert names_its_loss(bank, bank.labels["diou-choose-inside"])
        assert not names_its_loss(bank, bank.labels["huber-choose-delta"])

    def test_times_that_are_none_or_to_come_are_no_reason(self) -> None:
        times = {"bad": "yesterday", "naive": "2026-03-05", "later": (NOW + timedelta(days=1)).isoformat()}
        log = [Attempt(name, "choose", "right", at=at) for name, at in times.items()]
        assert met_lately(log, NOW) == frozenset()


class TestAllowance:
    def log(self, seconds: list[float], result: str = "right") -> list[Attempt]:
        return [Attempt("huber-compute-two", "compute", result, seconds=one) for one in seconds]  # type: ignore[arg-type]

    def test_ones_own_times_count_once_there_are_enough(self, bank: Bank) -> None:
        usual = estimate("compute", "easy")
        times = [70.0, 80.0, 90.0, 100.0, 110.0]
        assert allowance_of(self.log(times[: ENOUGH - 1]), bank.labels).of("compute", "easy") == usual == 120
        # By hand: of 70, 80, 90, 100, 110 the third quartile is half-way between 100 and 110.
        assert allowance_of(self.log(times), bank.labels).of("compute", "easy") == 105
        assert allowance_of(self.log(times), bank.labels).of("compute", "hard") == estimate("compute", "hard")

    def test_they_stay_within_half_and_twice_the_estimate(self, bank: Bank) -> None:
        assert allowance_of(self.log([1.0] * 9), bank.labels).of("compute", "easy") == 60
        assert allowance_of(self.log([9000.0] * 9), bank.labels).of("compute", "easy") == 240

    def test_only_answers_count(self, bank: Bank) -> None:
        assert allowance_of(self.log([70.0] * 9, "skipped"), bank.labels).own == {}

    def test_a_kind_that_is_new_gets_a_time_too(self) -> None:
        assert estimate("sing", "medium") == 180
