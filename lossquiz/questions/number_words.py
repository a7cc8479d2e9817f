"""What people say around a number: the name of what it is, a remark behind it, and numbers as words."""

from __future__ import annotations

import re

_NAMES = (
    *("the", "a", "an", "my", "our", "answer", "answers", "loss", "value", "result", "total", "of", "final"),
    *("gradient", "grad", "derivative", "slope", "mean", "average", "avg", "sum", "share", "probability", "error"),
    *(
        "huber",
        "mse",
        "mae",
        "rmse",
        "bce",
        "nll",
        "kl",
        "cross",
        "entropy",
        "hinge",
        "dice",
        "iou",
        "focal",
        "triplet",
    ),
    *("it's", "its", "it", "about", "approximately", "approx", "around", "roughly", "circa", "ca"),
    *("i", "think", "get", "got", "to", "would", "be"),
)
# Words that make another number of it, or are one.
_TELLING = """
not no minus negative half third quarter zero one two three ten percent bit bits thousand million billion times plus
squared cubed pi ln log sqrt exp
"""
_BEFORE = re.compile(rf"^(?:(?:{'|'.join(_NAMES)})\b(?!\()[.:]? *)+")
_AFTER = re.compile(r"[ .,!?]*(?:nats?|units?)?[ .,!?]*$")
# Signs that a number is set in, alone.
_AROUND = (re.compile(r"\$+([^$]+)\$+"), re.compile(r"\[([^\[\],;]+)\]"))
_WRITTEN = (
    (re.compile(r"(?<![a-z])(?:(?:a|one) )?half(?![a-z])"), "(1/2)"),
    (re.compile(r"(?<![a-z])(?:a|one) third(?![a-z])"), "(1/3)"),
    (re.compile(r"(?<![a-z])(?:a|one) quarter(?![a-z])"), "(1/4)"),
    (re.compile(r"(?<![a-z])zero(?![a-z])"), "0"),
    (re.compile(r" ?(?<![a-z])per ?cent(?![a-z])"), "%"),
    (re.compile(r"(?<![a-z])minus(?![a-z]) ?"), "-"),
    (re.compile(r"(?<![a-z])plus(?![a-z])"), "+"),
    (re.compile(r"(?<![a-z])times(?![a-z])"), "*"),
    (re.compile(r"(?<![a-z])divided by(?![a-z])"), "/"),
    (re.compile(r"\( *[=≈] *"), "("),
)
_REMARK = re.compile(r"(?<=[\w.%)\]$]) ?\(([a-z]{2}[a-z' ,.:;/!?-]*)\)[ .,!?]*$")


def in_signs(body: str) -> str:
    """Return text with signs for words: `minus half` is `-(1/2)`; a remark in brackets at its end is left out."""
    for pattern, sign in _WRITTEN:
        body = pattern.sub(sign, body)
    found = _REMARK.search(body)
    if found and not set(_TELLING.split()).intersection(re.findall(r"[a-z]+", found[1])):
        return body[: found.start()]
    return body


def without_words(part: str) -> str:
    """Return a part without the words that people put around a number, and without what ends a sentence."""
    bare = _AFTER.sub("", _BEFORE.sub("", part.strip())).strip()
    for pattern in _AROUND:
        found = pattern.fullmatch(bare)
        bare = found[1].strip() if found else bare
    return f"-{bare[9:]}" if bare.startswith("negative ") else bare
