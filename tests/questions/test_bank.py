"""Every way in which a bank can be wrong is told with its file, its line, its key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from lossquiz.errors import BankError, Fault, InputError
from lossquiz.questions.bank import load_bank, question_files
from lossquiz.questions.kinds.choose import ChooseQuestion
from lossquiz.questions.kinds.compute import ComputeQuestion
from lossquiz.questions.kinds.debug import DebugQuestion
from lossquiz.questions.kinds.explain import ExplainQuestion
from lossquiz.questions.question import Frequency

RAMP = r"""
title: Ramp loss
card:
  formula: "mean of min(|e|, cap)"
  when:
    - "Outliers should stop counting."
  when_not:
    - "Every error matters."
  input_form: "two tensors of one shape"
  sources:
    - "worked out here"
implement:
  difficulty: easy
  defines: ramp_loss
  reference: "references.py:ramp_loss"
  convention: "mean over all elements"
  inputs:
    pred: {sampler: normal, shape: "N, D", gradient: true, options: {std: 1.5}}
    target: {sampler: near, shape: "N, D", options: {of: pred}}
  parameters:
    cap: {default: 1.0, range: [0.5, 2.0]}
  dimensions:
    N: [1, 9]
    D: [2, 5]
  cases:
    worked:
      - {given: {pred: [[3.0, 0.5]], target: [[0.0, 0.0]]}, note: "beyond the cap, inside it"}
  hints:
    - "Clip the error."
    - "Then average it."
  misconceptions:
    - id: cap_missing
      says: "Nothing is capped."
      code: |
        def ramp_loss(pred, target, cap=1.0):
            return (pred - target).abs().mean()
questions:
  - id: ramp-choose
    kind: choose
    difficulty: easy
    prompt: "Which?"
    options:
      - {text: "This", correct: true, why: "It is."}
      - {text: "That", why: "It is not."}
    explanation: "So it is."
  - id: ramp-compute
    kind: compute
    difficulty: easy
    given: {pred: [[3.0]], target: [[0.0]]}
    answer: 1.0
    explanation: "3 is capped at 1."
  - id: ramp-debug
    kind: debug
    difficulty: medium
    misconception: cap_missing
    distractors:
      - "The sign is flipped."
      - "It is a sum."
    explanation: "min is missing."
  - id: ramp-explain
    kind: explain
    difficulty: hard
    prompt: "Why?"
    needed: 2
    rubric:
      - {point: "one", any: ["one"]}
      - {point: "two", any: ["two", "tw.{1,2}"]}
      - {point: "three", any: ["three"]}
    model_answer: "One, two, three."
"""

SCENARIOS = """
title: Scenarios
questions:
  - {id: which, kind: choose, difficulty: easy, prompt: "Which?", explanation: "So.",
     options: [{text: "This", correct: true, why: "Yes."}, {text: "That", why: "No."}]}
"""


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))


def put(folder: Path, text: str | bytes, name: str = "robust/ramp.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def faults_of(*folders: Path) -> tuple[Fault, ...]:
    with pytest.raises(BankError) as caught:
        load_bank(folders[1:], root=folders[0])
    assert str(caught.value) == "\n".join(str(fault) for fault in caught.value.faults)
    return caught.value.faults


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, part
    return text[: text.index(part)].count("\n") + 1


def test_a_good_file_becomes_typed_questions(tmp_path: Path) -> None:
    bank = load_bank(root=put(tmp_path / "mine", RAMP))
    assert list(bank.losses) == ["ramp"]
    assert list(bank.questions) == ["ramp", "ramp-choose", "ramp-compute", "ramp-debug", "ramp-explain"]
    kinds = [type(question) for question in list(bank.questions.values())[1:]]
    assert kinds == [ChooseQuestion, ComputeQuestion, DebugQuestion, ExplainQuestion]
    task = bank.tasks["ramp"]
    assert (task.name, task.signature) == ("ramp_loss", "ramp_loss(pred, target, cap=1.0)")
    assert [(i.name, i.shape, i.gradient) for i in task.inputs] == [
        ("pred", ("N", "D"), True),
        ("target", ("N", "D"), False),
    ]
    assert [(p.name, p.default, p.low, p.high) for p in task.parameters] == [("cap", 1.0, 0.5, 2.0)]
    assert dict(task.dimensions) == {"N": (1, 9), "D": (2, 5)}
    assert task.cases[0].given["pred"] == [[3.0, 0.5]]
    assert task.bank == tmp_path / "mine"


def test_how_often_a_question_is_asked_stands_with_what_says_so(tmp_path: Path) -> None:
    often = '    frequency: {level: 2, ground: ["Book, section 1", "List, question 7"]}\n'
    text = RAMP.replace('    prompt: "Which?"\n', f'{often}    prompt: "Which?"\n')
    bank = load_bank(root=put(tmp_path / "mine", text))
    assert bank.questions["ramp-choose"].frequency == Frequency(2, ("Book, section 1", "List, question 7"))
    assert bank.labels["ramp-choose"].frequency == bank.questions["ramp-choose"].frequency
    assert bank.questions["ramp-debug"].frequency is None
    assert bank.questions["ramp"].frequency is None


def test_so_does_how_often_a_loss_is_asked_for_as_code(tmp_path: Path) -> None:
    often = '  frequency: {level: 1, ground: ["List, task 7"]}\n'
    bank = load_bank(root=put(tmp_path / "mine", RAMP.replace("  defines:", f"{often}  defines:")))
    assert bank.questions["ramp"].frequency == bank.labels["ramp"].frequency == Frequency(1, ("List, task 7",))
    assert bank.questions["ramp-choose"].frequency is None


def test_a_file_whose_name_is_no_id_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(put(tmp_path / "mine", RAMP, "robust/Ramp loss.yaml"))
    assert (fault.path, fault.key) == ("mine/robust/Ramp loss.yaml", "")
    assert 'expected an id in lower case, digits and underscores, got "Ramp loss"' in fault.message


def test_the_debug_question_shows_the_code_of_its_misconception(tmp_path: Path) -> None:
    question = load_bank(root=put(tmp_path / "mine", RAMP)).questions["ramp-debug"]
    assert isinstance(question, DebugQuestion)
    assert "(pred - target).abs().mean()" in question.code
    assert [(option.text, option.correct) for option in question.options] == [
        ("Nothing is capped.", True),
        ("The sign is flipped.", False),
        ("It is a sum.", False),
    ]


CHANGES = [
    # what stands in the good file, what stands there instead, the key, what the message holds
    (
        "title: Ramp loss",
        "title: Ramp loss\ncolour: red",
        "colour",
        "unknown key; known: title, card, implement, questions",
    ),
    ("title: Ramp loss", "titel: Ramp loss", "titel", "unknown key; did you mean title?"),
    (
        '    prompt: "Which?"\n',
        '    prompt: "Which?"\n    frequency: {level: 4, ground: ["Book"]}\n',
        "questions[0].frequency.level",
        "expected 1 to 3, got 4",
    ),
    (
        "  defines:",
        '  frequency: {level: 3, ground: ["Book", "List"]}\n  defines:',
        "implement.frequency.ground",
        "level 3 needs 3 lists that ask it, got 2",
    ),
    (
        '    prompt: "Which?"\n',
        '    prompt: "Which?"\n    frequency: {level: 2, ground: ["Book"]}\n',
        "questions[0].frequency.ground",
        "level 2 needs 2 lists that ask it, got 1",
    ),
    (
        '    prompt: "Which?"\n',
        '    prompt: "Which?"\n    frequency: {level: 2}\n',
        "questions[0].frequency.ground",
        "missing; expected which lists ask it",
    ),
    ("  when_not:", "  whennot:", "card.whennot", "did you mean when_not"),
    ("title: Ramp loss", "title: Ramp loss\ntitle: Again", "title", "the key stands twice; keep one"),
    ("title: Ramp loss", 'title: ""', "title", "expected a sentence, got nothing"),
    ('  formula: "mean of min(|e|, cap)"', "  formula: [1]", "card.formula", "expected a sentence, got a list"),
    ("title: Ramp loss", "title: Ramp loss\nid: ramp", "id", "unknown key; known: title, card, implement, questions"),
    ("card:\n", "card:\n  family: robust\n", "card.family", "the folder's name is the family; delete the line"),
    ("card:\n", "family: robust\ncard:\n", "family", "the folder's name is the family; delete the line"),
    ("card:\n", 'card:\n  expression: "mean("\n', "card.expression", "not a Python expression: '(' was never closed"),
    ('    - "Outliers should stop counting."', "    {}", "card.when", "expected a list, got a mapping"),
    ("cap: {default: 1.0,", "cap: {default: one,", "implement.parameters.cap.default", 'expected a number, got "one"'),
    (
        "cap: {default: 1.0,",
        "cap: {default: true,",
        "implement.parameters.cap.default",
        'expected a number, got "true"',
    ),
    ("range: [0.5, 2.0]", "range: [0.5]", "implement.parameters.cap.range", "expected 2 to 2 items, got 1"),
    (
        "range: [0.5, 2.0]",
        "range: [2.0, 0.5]",
        "implement.parameters.cap.range",
        "expected the lesser first, got 2.0, 0.5",
    ),
    ("N: [1, 9]", "N: [1.5, 9]", "implement.dimensions.N[0]", 'expected a whole number, got "1.5"'),
    ("N: [1, 9]", "N: [9, 1]", "implement.dimensions.N", "with 1 <= least <= greatest"),
    ("D: [2, 5]", "D: [2, 5]\n    C: [2, 3]", "implement.dimensions.C", "expected a dimension of an input"),
    ("    D: [2, 5]\n", "", "implement.inputs", "no size for the dimension D; add it under `dimensions`"),
    ("gradient: true", "gradient: yeah", "implement.inputs.pred.gradient", 'expected true or false, got "yeah"'),
    ('near, shape: "N, D"', 'near, shape: "n d"', "implement.inputs.target.shape", "expected a shape such as"),
    (
        "sampler: normal",
        "sampler: nomal",
        "implement.inputs.pred.sampler",
        'unknown sampler "nomal"; did you mean normal?',
    ),
    (
        "options: {std: 1.5}",
        "options: {stdd: 1.5}",
        "implement.inputs.pred.options.stdd",
        "unknown option; did you mean std?",
    ),
    (
        "options: {of: pred}",
        "options: {of: prd}",
        "implement.inputs.target.options.of",
        'no input "prd"; did you mean pred?',
    ),
    ("defines: ramp_loss", "defines: ramp-loss", "implement.defines", "expected a name such as `huber_loss`"),
    ("defines: ramp_loss", 'defines: "ramp_loss(x)"', "implement.defines", "expected a name such as `huber_loss`"),
    (
        "  defines: ramp_loss",
        '  defines: ramp_loss\n  signature: "ramp_loss(pred, target, cap=1.0)"',
        "implement.signature",
        "unknown key",
    ),
    (
        "  defines: ramp_loss",
        '  defines: ramp_loss\n  construct: "Ramp(cap=1.0)"',
        "implement.construct",
        "unknown key",
    ),
    (
        "    cap: {default: 1.0,",
        "    lambda: {default: 1.0, range: [0.0, 1.0]}\n    cap: {default: 1.0,",
        "implement.parameters.lambda",
        "expected a name that Python takes for an argument",
    ),
    (
        "    cap: {default: 1.0,",
        "    pred: {default: 1.0, range: [0.0, 1.0]}\n    cap: {default: 1.0,",
        "implement.parameters.pred",
        "there is an input of that name",
    ),
    (
        "cap: {default: 1.0,",
        "cap: {default: .inf,",
        "implement.parameters.cap.default",
        'expected a number as Python writes it, got ".inf"',
    ),
    (
        "pred: [[3.0, 0.5]]",
        "pred: [[3.0], [0.5, 1.0]]",
        "implement.cases.worked[0].given.pred",
        "equally long lists of numbers, got a list",
    ),
    ("pred: [[3.0, 0.5]]", "pred: []", "implement.cases.worked[0].given.pred", "equally long lists of numbers"),
    ("pred: [[3.0, 0.5]]", "pred: [[three]]", "implement.cases.worked[0].given.pred", "equally long lists of numbers"),
    ("pred: [[3.0, 0.5]]", "prd: [[3.0, 0.5]]", "implement.cases.worked[0].given.prd", "did you mean pred?"),
    ("pred: [[3.0, 0.5]], ", "", "implement.cases.worked[0].given", "no value for pred"),
    (
        "pred: [[3.0, 0.5]]",
        "cap: [1.0], pred: [[3.0, 0.5]]",
        "implement.cases.worked[0].given.cap",
        "expected a number for a parameter",
    ),
    (
        'note: "beyond the cap, inside it"',
        "dtype: half",
        "implement.cases.worked[0].dtype",
        "expected one of float32, float64",
    ),
    ('    - "Clip the error."\n', "", "implement.hints", "expected at least 2 items, got 1"),
    (
        "def ramp_loss(pred, target, cap=1.0):\n",
        "def other(pred, target, cap=1.0):\n",
        "implement.misconceptions[0].code",
        "expected code that defines ramp_loss",
    ),
    (".abs().mean()", ".abs(.mean()", "implement.misconceptions[0].code", "not valid Python"),
    (
        '{text: "That", why',
        '{text: "That", correct: true, why',
        "questions[0].options",
        "expected exactly one correct option, got 2",
    ),
    ("correct: true, ", "", "questions[0].options", "expected exactly one correct option, got 0"),
    ("    kind: choose", "    kind: chose", "questions[0].kind", "expected one of choose, compute, explain, debug"),
    ("    kind: choose\n", "", "questions[0].kind", "missing; expected one of choose, compute, explain, debug"),
    ("given: {pred: [[3.0]], target: [[0.0]]}", "given: {pred: [[3.0]]}", "questions[1].given", "no value for target"),
    ("answer: 1.0", "answer: three", "questions[1].answer", 'expected a number, got "three"'),
    (
        "misconception: cap_missing",
        "misconception: cap_mising",
        "questions[2].misconception",
        "did you mean cap_missing?",
    ),
    ('      - "It is a sum."\n', "", "questions[2].distractors", "expected at least 2 items, got 1"),
    ("needed: 2", "needed: 4", "questions[3].needed", "expected 1 to 3, got 4"),
    ('any: ["one"]', 'any: ["(one"]', "questions[3].rubric[0].any", '"(one" is no regular expression'),
    ("id: ramp-explain", "id: ramp-debug", "questions[3].id", '"ramp-debug" stands twice in this file'),
    ("id: ramp-explain", "id: ramp", "questions[3].id", '"ramp" stands twice in this file'),
]


@pytest.mark.parametrize(("old", "new", "key", "message"), CHANGES)
def test_a_fault_says_where_what_and_what_was_expected(
    tmp_path: Path, old: str, new: str, key: str, message: str
) -> None:
    assert RAMP.count(old) >= 1, old
    faults = faults_of(put(tmp_path / "mine", RAMP.replace(old, new, 1)))
    found = {fault.key: fault for fault in faults}
    assert key in found, [str(fault) for fault in faults]
    assert found[key].path == "mine/robust/ramp.yaml"
    assert message in found[key].message
    assert found[key].line > 0


LINES = [
    ("title: Ramp loss", "titel: Ramp loss", "titel: Ramp loss"),
    ("cap: {default: 1.0,", "cap: {default: one,", "cap: {default: one,"),
    ("sampler: normal", "sampler: nomal", "sampler: nomal"),
    ("options: {of: pred}", "options: {of: prd}", "options: {of: prd}"),
    ("pred: [[3.0, 0.5]]", "pred: [[three]]", "pred: [[three]]"),
    ("needed: 2", "needed: 4", "needed: 4"),
    ("id: ramp-explain", "id: ramp-debug", "kind: explain"),
]


@pytest.mark.parametrize(("old", "new", "where"), LINES)
def test_the_line_is_that_of_the_fault(tmp_path: Path, old: str, new: str, where: str) -> None:
    text = RAMP.replace(old, new, 1)
    above = 1 if where == "kind: explain" else 0
    lines = {fault.line for fault in faults_of(put(tmp_path / "mine", text))}
    assert line_of(text, where) - above in lines


def test_a_missing_key_is_told_at_the_mapping_that_lacks_it(tmp_path: Path) -> None:
    text = RAMP.replace('  convention: "mean over all elements"\n', "")
    (fault,) = faults_of(put(tmp_path / "mine", text))
    assert fault.key == "implement.convention"
    assert fault.message == "missing; expected the convention in words and numbers"
    assert fault.line == line_of(text, "  defines:") - 1


def test_two_misconceptions_need_two_names(tmp_path: Path) -> None:
    start, end = RAMP.index("    - id: cap_missing"), RAMP.index("questions:\n")
    text = RAMP[:end] + RAMP[start:end] + RAMP[end:]
    (fault,) = faults_of(put(tmp_path / "mine", text))
    assert (fault.key, fault.message) == ("implement.misconceptions[1].id", '"cap_missing" stands twice')


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = RAMP.replace("cap: {default: 1.0,", "cap: {default: one,").replace("gradient: true", "gradient: yeah")
    folder = put(tmp_path / "mine", broken)
    put(folder, SCENARIOS.replace("difficulty: easy", "difficulty: dull"), "plain/scenarios.yaml")
    put(folder, "", "plain/empty.yaml")
    put(folder, "a: [", "plain/torn.yaml")
    assert [(fault.path, fault.key) for fault in faults_of(folder)] == [
        ("mine/plain/empty.yaml", ""),
        ("mine/plain/scenarios.yaml", "questions[0].difficulty"),
        ("mine/plain/torn.yaml", ""),
        ("mine/robust/ramp.yaml", "implement.inputs.pred.gradient"),
        ("mine/robust/ramp.yaml", "implement.parameters.cap.default"),
    ]


BOMB = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]\n"

FILES = [
    ("", 0, "the file is empty"),
    ("# nothing but a comment\n", 0, "the file is empty"),
    (b"title: caf\xe9\n", 1, "not UTF-8; save the file as UTF-8"),
    (b"title: fine\nfamily: caf\xe9\n", 2, "not UTF-8"),
    ("a: 1\nb: [1, 2\n", 3, "not valid YAML"),
    ("a: b: c\n", 1, "not valid YAML"),
    ("a: 1\n---\nb: 2\n", 2, "not valid YAML"),
    ("a: 1\n\tb: 2\n", 2, "not valid YAML"),
    ("a: \x00\n", 0, "not valid YAML"),
    (BOMB, 1, "anchors and aliases are not allowed"),
    ("a: 1\nb: &x 2\n", 2, "anchors and aliases are not allowed"),
    ("a: *nowhere\n", 1, "anchors and aliases are not allowed"),
    ("a:\n  " + "[" * 200_000, 2, "nested too deeply"),
    ("- " * 50_000 + "x", 1, "nested too deeply"),
    ("a: " + "x" * (1 << 20), 0, "larger than 1 MiB; split the file"),
    ("- a\n- b\n", 1, "expected a mapping, got a list"),
    ("just words\n", 1, 'expected a mapping, got "just words"'),
]


@pytest.mark.parametrize(("content", "line", "message"), FILES, ids=range(len(FILES)))
def test_a_file_that_is_no_question_file_is_one_clear_fault(
    tmp_path: Path, content: str | bytes, line: int, message: str
) -> None:
    (fault,) = faults_of(put(tmp_path / "mine", content))
    assert (fault.path, fault.line) == ("mine/robust/ramp.yaml", line)
    assert message in fault.message


def test_objects_of_python_are_never_built(tmp_path: Path) -> None:
    made = tmp_path / "made"
    tag = f"!!python/object/apply:os.mkdir ['{made}']"
    text = RAMP.replace("given: {pred: [[3.0]], target: [[0.0]]}", f"given: {{pred: {tag}, target: [[0.0]]}}")
    assert any(fault.key == "questions[1].given.pred" for fault in faults_of(put(tmp_path / "mine", text)))
    assert not made.exists()


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf" + RAMP.replace("\n", "\r\n").encode()
    assert "ramp" in load_bank(root=put(tmp_path / "mine", text)).tasks


def test_an_id_is_taken_once_in_all_files_and_banks(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", SCENARIOS, "plain/scenarios.yaml")
    put(mine, SCENARIOS.replace("title: Scenarios", "title: More"), "plain/more.yaml")
    (fault,) = faults_of(mine)
    assert str(fault) == (
        'mine/plain/scenarios.yaml: id: the question id "which" is taken by mine/plain/more.yaml; choose another'
    )
    one, two = put(tmp_path / "one", RAMP), put(tmp_path / "two", RAMP)
    faults = faults_of(one, two)
    assert {fault.path for fault in faults} == {"two/robust/ramp.yaml"}
    assert faults[0].message == 'the loss id "ramp" is taken by one/robust/ramp.yaml; choose another'
    assert len(faults) == 6  # the loss and its five questions


def test_a_second_bank_adds_to_the_first(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", RAMP)
    other = put(tmp_path / "other", SCENARIOS, "plain/scenarios.yaml")
    bank = load_bank([other], root=mine)
    assert {"ramp", "which"} <= set(bank.questions)
    assert bank.root == mine


def test_a_file_is_no_bank_and_what_is_called_a_file_and_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "custom").mkdir()
    file = tmp_path / "custom" / "mine.yaml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="is a file; a bank is a folder of"):
        question_files(file)
    file.unlink()
    file.symlink_to(tmp_path / "nowhere")
    with pytest.raises(InputError, match=r"mine\.yaml: is no file, or a link that leads nowhere"):
        question_files(tmp_path)
    file.unlink()
    file.mkdir()
    with pytest.raises(InputError, match=r"mine\.yaml: is no file, or a link that leads nowhere"):
        question_files(tmp_path)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder; a bank is a folder of"):
        load_bank(root=tmp_path / "nowhere")


def test_a_question_of_no_loss_cannot_ask_for_a_number(tmp_path: Path) -> None:
    text = (
        SCENARIOS + '  - {id: sum, kind: compute, difficulty: easy, given: {x: 1.0}, answer: 1.0, explanation: "1."}\n'
    )
    (fault,) = faults_of(put(tmp_path / "mine", text, "plain/scenarios.yaml"))
    assert (fault.key, fault.message) == (
        "questions[1].kind",
        "a compute question needs an implement task, for its reference",
    )


def test_questions_of_a_list_are_called_in_one_style_by_their_loss_and_kind() -> None:
    # So is a question found that somebody guesses: kl-div-compute-…, whatever the hyphens (lookup forgives them).
    for question in load_bank().questions.values():
        if question.kind != "implement" and question.loss:
            assert question.id.startswith(f"{question.loss.replace('_', '-')}-{question.kind}-"), question.id


def test_the_shipped_bank_has_no_faults() -> None:
    assert "huber" in load_bank().tasks
