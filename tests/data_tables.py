"""Tables as people have them, each with what a person would say of its target, written down before it was tried.

Columns are drawn here from fixed seeds; six tables are those that scikit-learn brings.
"""

# ruff: noqa: ARG005, E501 - one table in a line, of columns that are made alike

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lossquiz.errors import InputError
from lossquiz.selection.columns import read_columns
from lossquiz.selection.evidence import propose

Rows = tuple[Sequence[str], Sequence[Sequence[object]]]


@dataclass(frozen=True)
class Example:
    """A table with what is right to propose.

    Attributes:
        name: What it holds.
        rows: Makes the header and the rows.
        target: Its target, or several.
        tasks: The tasks that are right; none where it is no target.
        facts: Facts that a person would state, with their values; None for any value.
        never: Facts that would be wrong.
        wrong: Why the proposal is wrong, where it is.
    """

    name: str
    rows: Callable[[], Rows]
    target: str
    tasks: tuple[str, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    separator: str = ","
    wrong: str = ""

    def text(self) -> str:
        """Return the table as a file."""
        header, rows = self.rows()
        file = io.StringIO()
        writer = csv.writer(file, delimiter=self.separator)
        writer.writerow(header)
        writer.writerows(rows)
        return file.getvalue()


@dataclass(frozen=True)
class Tried:
    """What became of a table: the task and facts proposed, or the refusal; and what of it is wrong."""

    task: str
    facts: Mapping[str, object]
    refusal: str
    wrong: tuple[str, ...]


def tried(example: Example, folder: Path) -> Tried:
    """Return what the advisor proposes for a table."""
    path = folder / "table.csv"
    path.write_text(example.text(), encoding="utf-8")
    try:
        proposal = propose(read_columns(path, example.target))
    except InputError as error:
        wrong = ("refused",) if example.tasks else ()
        return Tried("", {}, str(error), wrong)
    facts = proposal.as_facts()
    wrong = [] if proposal.task in example.tasks else [f"task {proposal.task}"]
    wrong += [
        f"no {name}" for name, value in example.facts.items() if not (name in facts and value in (None, facts[name]))
    ]
    wrong += [name for name in example.never if name in facts]
    return Tried(proposal.task, facts, "", tuple(wrong))


def draw(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - made-up data


def poisson(d: random.Random, mean: float) -> int:
    total, count = 0.0, -1
    while total < mean:
        total += d.expovariate(1)
        count += 1
    return count


def columns(count: int, seed: int, **makers: Callable[[random.Random, int], object]) -> Callable[[], Rows]:
    """Return a maker of tables: each column by a function of random numbers and the number of the row."""

    def make() -> Rows:
        d = draw(seed)
        return tuple(makers), [[maker(d, row) for maker in makers.values()] for row in range(count)]

    return make


def day(row: int) -> str:
    return f"{2020 + row // 336}-{row % 336 // 28 + 1:02}-{row % 28 + 1:02}"


def true_day(row: int) -> str:
    import datetime as dt

    return (dt.date(2021, 1, 1) + dt.timedelta(days=row)).isoformat()


def price(d: random.Random) -> float:
    return d.lognormvariate(12.4, 0.6)


def euros(value: float) -> str:
    whole, cents = divmod(round(value * 100), 100)
    return f"{whole:,}".replace(",", ".") + f",{cents:02} €"


def choice(*words: object) -> Callable[[random.Random, int], object]:
    return lambda d, _: d.choice(words)


def weighted(**words: float) -> Callable[[random.Random, int], object]:
    return lambda d, _: d.choices(list(words), list(words.values()))[0]


def noise(d: random.Random, _: int) -> float:
    return round(d.gauss(0, 1), 3)


COUNTING = ("count_target", "overdispersed", "zero_inflated")
REGRESSION = ("regression",)
NUMERIC = ("regression", "forecasting")
CLASSES = ("n_classes", "imbalance", "long_tailed", "pos_rate")


def bundled(name: str, target: str, words: Sequence[str] = ()) -> Callable[[], Rows]:
    """Return a maker of one of scikit-learn's own tables."""

    def make() -> Rows:
        from sklearn import datasets

        found = getattr(datasets, f"load_{name}")()
        names = [str(one) for one in getattr(found, "feature_names", [])][:6]
        if found.target.ndim == 2:
            header = [*names, *found.target_names]
            return header, [[*x[:6], *y] for x, y in zip(found.data, found.target, strict=True)]
        y = [words[int(one)] for one in found.target] if words else [f"{one:g}" for one in found.target]
        return [*names, target], [[*x[:6], one] for x, one in zip(found.data, y, strict=True)]

    return make


BUNDLED = (
    Example("disease progression (scikit-learn)", bundled("diabetes", "target"), "target", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("wine cultivars (scikit-learn)", bundled("wine", "target"), "target", ("multiclass_classification",), {"n_classes": 3}, COUNTING),
    Example("breast cancer (scikit-learn)", bundled("breast_cancer", "diagnosis", ("malignant", "benign")), "diagnosis", ("binary_classification",), {"pos_rate": None}, COUNTING),
    Example("irises (scikit-learn)", bundled("iris", "species", ("setosa", "versicolor", "virginica")), "species", ("multiclass_classification",), {"n_classes": 3}, ("imbalance",)),
    Example("handwritten digits (scikit-learn)", bundled("digits", "digit"), "digit", ("multiclass_classification",), {"n_classes": 10}, (*COUNTING, "imbalance")),
    Example("exercises, three measures (scikit-learn)", bundled("linnerud", ""), "Weight,Waist,Pulse", REGRESSION, {"multi_output": True}, COUNTING),
)  # fmt: skip

OWN = (
    Example("house prices in dollars", columns(600, 1, rooms=lambda d, _: d.randint(2, 9), price=lambda d, _: f"${price(d):,.0f}"), "price", REGRESSION, {"positive_target": True, "skewed_target": True, "large_target_scale": True}, COUNTING + CLASSES),
    Example("prices in euros, German", columns(600, 2, qm=lambda d, _: f"{d.uniform(20, 200):.1f}".replace(".", ","), Preis=lambda d, _: euros(price(d))), "Preis", REGRESSION, {"positive_target": True, "skewed_target": True}, COUNTING + CLASSES, ";"),
    Example("interest rates with a percent sign", columns(800, 3, amount=noise, int_rate=lambda d, _: f"{min(max(d.gauss(13, 4), 5), 31):.2f}%"), "int_rate", REGRESSION, {"bounded_target": "0_1"}, COUNTING + CLASSES),
    Example("prices as whole numbers", columns(500, 4, sqft=lambda d, _: d.randint(400, 4000), price=lambda d, _: round(price(d) / 500) * 500), "price", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("body weight in whole kilograms", columns(400, 5, height=lambda d, _: d.randint(150, 200), weight=lambda d, _: round(d.gauss(76, 14))), "weight", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("survival days with a status (R's lung)", columns(228, 6, time=lambda d, _: d.randint(5, 1000), status=choice(1, 2, 2), age=lambda d, _: d.randint(39, 82)), "time", ("survival",), {"right_censored": True}, COUNTING + CLASSES),
    Example("tenure with churn", columns(900, 7, tenure=lambda d, _: d.randint(0, 72), Churn=weighted(Yes=0.27, No=0.73)), "tenure", ("survival",), {"right_censored": True}, COUNTING),
    Example("wind direction in whole degrees", columns(700, 8, speed=noise, wind_deg=lambda d, _: d.randint(0, 359)), "wind_deg", REGRESSION, {"circular_target": True}, (*COUNTING, "bounded_target", "large_target_scale")),
    Example("zip codes", columns(600, 9, x=noise, zip_code=choice("02139", "10001", "94110", "60614", "33101")), "zip_code", ("multiclass_classification",), {"n_classes": 5}, (*COUNTING, "large_target_scale")),
    Example("wine quality from 3 to 8", columns(1500, 10, alcohol=noise, quality=lambda d, _: min(max(round(d.gauss(5.6, 0.8)), 3), 8)), "quality", ("ordinal_classification",), {"n_classes": 6}, COUNTING),
    Example("relevance from 0 to 4 with queries", columns(900, 11, qid=lambda d, row: row // 12, f1=noise, relevance=lambda d, _: d.choices(range(5), (50, 25, 15, 7, 3))[0]), "relevance", ("ranking",), {"graded_relevance": True}, COUNTING + CLASSES),
    Example("units sold, 71 % zeros", columns(1400, 12, price=noise, units_sold=lambda d, _: 0 if d.random() < 0.65 else min(poisson(d, 1.8), 9)), "units_sold", REGRESSION, {"count_target": True, "zero_inflated": True}, CLASSES),
    Example("risk as words", columns(300, 13, x=noise, risk=choice("low", "medium", "high")), "risk", ("ordinal_classification",), {"n_classes": 3}, ("imbalance",)),
    Example("severity from 0 to 6", columns(500, 14, x=noise, severity=lambda d, _: d.randint(0, 6)), "severity", ("ordinal_classification",), {"n_classes": 7}, COUNTING),
    Example("a sensor with -999", columns(1000, 15, x=noise, ozone=lambda d, _: -999 if d.random() < 0.29 else round(d.gauss(40, 8), 1)), "ozone", REGRESSION, {"positive_target": True}, ("outliers", "negative_values_present", "zero_inflated")),
    Example("a Likert item", columns(300, 16, x=noise, q7=choice("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")), "q7", ("ordinal_classification",), {"n_classes": 5}, ("imbalance",)),
    Example("shirt sizes", columns(300, 17, height=noise, size=choice("S", "M", "L", "XL", "XXL")), "size", ("ordinal_classification",), {"n_classes": 5}, ("imbalance",)),
    Example("bicycles rented in an hour", columns(2000, 18, hr=lambda d, row: d.randint(0, 23), temp=noise, cnt=lambda d, _: poisson(d, d.gammavariate(1.1, 170))), "cnt", REGRESSION, {"count_target": True, "overdispersed": True}, ("zero_inflated", *CLASSES)),
    Example("claims with exposure", columns(3000, 19, Exposure=lambda d, _: round(d.uniform(0.05, 1), 2), ClaimNb=lambda d, _: poisson(d, 0.08)), "ClaimNb", REGRESSION, {"count_target": True, "exposure": True}, CLASSES),
    Example("films rated by users", columns(1500, 20, userId=lambda d, _: d.randint(1, 90), movieId=lambda d, _: d.randint(1, 200), rating=lambda d, _: d.randint(1, 10) / 2, timestamp=lambda d, _: d.randint(9 * 10**8, 10**9)), "rating", ("recommendation",), {"explicit_ratings": True}, COUNTING),
    Example("songs played by users", columns(1500, 21, user_id=lambda d, _: d.randint(1, 90), track_id=lambda d, _: d.randint(1, 200), plays=lambda d, _: 1 + poisson(d, d.gammavariate(0.5, 8))), "plays", ("recommendation",), {"implicit_feedback": True}, CLASSES),
    Example("passengers each month", columns(144, 22, Month=lambda d, row: f"{1949 + row // 12}-{row % 12 + 1:02}", Passengers=lambda d, row: round(112 * math.exp(row * 0.01) + d.gauss(0, 12))), "Passengers", ("forecasting",), {}, CLASSES),
    Example("daily sales of several stores", columns(1200, 23, date=lambda d, row: true_day(row % 300), store=lambda d, row: row // 300, sales=lambda d, _: round(d.lognormvariate(7, 0.4), 2)), "sales", ("forecasting",), {"positive_target": True}, COUNTING),
    Example("houses with the day of their sale", columns(500, 24, date=lambda d, _: true_day(d.randint(0, 900)), price=lambda d, _: round(price(d))), "price", REGRESSION, {"positive_target": True}, COUNTING),
    Example("clicks on campaigns", columns(4000, 25, campaign=lambda d, _: d.randint(1, 30), device=choice("ios", "web"), click=lambda d, _: int(d.random() < 0.02)), "click", ("ctr_prediction",), {"pos_rate": None}, COUNTING),
    Example("churn in many spellings", columns(900, 26, age=noise, churned=choice("Yes", "yes ", "NO", "no", "No", "no")), "churned", ("binary_classification",), {"pos_rate": None}, ("n_classes",)),
    Example("tags with semicolons", columns(400, 27, text=noise, tags=lambda d, _: ";".join(d.sample(["red", "green", "blue", "black", "white"], d.randint(1, 3)))), "tags", ("multilabel_classification",), {}, COUNTING + CLASSES),
    Example("genres as JSON", columns(400, 28, x=noise, genres=lambda d, _: str(d.sample(["Drama", "Comedy", "Horror", "War", "Romance"], d.randint(1, 3))).replace("'", '"')), "genres", ("multilabel_classification",), {}, COUNTING + CLASSES),
    Example("labels in columns", columns(500, 29, x=noise, label_cat=choice(0, 1), label_dog=choice(0, 0, 1), label_cow=choice(0, 0, 0, 1)), "label_*", ("multilabel_classification",), {}, ("n_classes", "multi_output")),
    Example("one class in columns", lambda: (("x", "is_a", "is_b", "is_c"), [[k, *(int(k % 3 == j) for j in range(3))] for k in range(300)]), "is_*", ("multiclass_classification",), {"n_classes": 3, "targets": "onehot"}, ("multi_output",)),
    Example("shares of votes", lambda: (("id", "p_left", "p_mid", "p_right"), [[k, a, b, round(1 - a - b, 4)] for k in range(200) for a, b in [(round(0.1 + k % 5 / 10, 4), round(k % 4 / 10, 4))]]), "p_*", ("multiclass_classification",), {"soft_labels": True, "n_classes": 3}, ("multi_output",)),
    Example("temperatures in °C", columns(700, 30, x=noise, temp=lambda d, _: f"{d.gauss(9, 8):.1f} °C"), "temp", REGRESSION, {"negative_values_present": True}, (*COUNTING, *CLASSES, "positive_target", "circular_target")),
    Example("years of release", columns(700, 31, x=noise, year=lambda d, _: d.randint(1922, 2011)), "year", REGRESSION, {}, (*COUNTING, *CLASSES, "outliers")),
    Example("times of arrival", columns(500, 32, x=noise, arrival=lambda d, _: f"{d.randint(0, 23):02}:{d.randint(0, 59):02}"), "arrival", REGRESSION, {"circular_target": True}, (*COUNTING, *CLASSES)),
    Example("hours of the day", columns(900, 33, x=noise, hour=lambda d, _: d.randint(0, 23)), "hour", REGRESSION, {"circular_target": True}, (*COUNTING, *CLASSES)),
    Example("finishing times", columns(500, 34, age=noise, finish_duration=lambda d, _: f"{d.randint(2, 5)}:{d.randint(0, 59):02}:{d.randint(0, 59):02}"), "finish_duration", REGRESSION, {"positive_target": True}, ("circular_target", *COUNTING, *CLASSES)),
    Example("concentrations below a limit", columns(400, 35, x=noise, arsenic=lambda d, _: "<0.5" if (v := d.lognormvariate(0.2, 1)) < 0.5 else f"{v:.2f}"), "arsenic", ("survival",), {"left_censored": True}, (*COUNTING, *CLASSES)),
    Example("stars in halves", columns(900, 36, x=noise, stars=lambda d, _: d.randint(1, 10) / 2), "stars", ("ordinal_classification",), {"n_classes": 10}, COUNTING),
    Example("marks out of 100", columns(1000, 37, x=noise, math_score=lambda d, _: min(max(round(d.gauss(66, 15)), 0), 100)), "math_score", REGRESSION, {"bounded_target": "0_100"}, (*COUNTING, *CLASSES)),
    Example("salaries", columns(700, 38, years=noise, salary=lambda d, _: round(d.lognormvariate(11, 0.5), -3)), "salary", REGRESSION, {"positive_target": True, "large_target_scale": True}, (*COUNTING, *CLASSES)),
    Example("fraud", columns(9000, 39, amount=noise, Class=lambda d, row: int(row % 500 == 0)), "Class", ("binary_classification",), {"pos_rate": 0.002}, COUNTING),
    Example("labels of an SVM", columns(300, 40, x=noise, y=choice(-1, 1)), "y", ("binary_classification",), {"targets": "plus_minus_one"}, COUNTING),
    Example("toxicity as a share of raters", columns(900, 41, n=noise, toxicity=lambda d, _: round(d.betavariate(0.5, 2), 3)), "toxicity", ("regression", "binary_classification"), {}, (*COUNTING, "n_classes", "outliers", "skewed_target")),
    Example("named entities", columns(900, 42, token=lambda d, row: f"w{row}", tag=choice("O", "O", "O", "B-PER", "I-PER", "B-LOC")), "tag", ("sequence_tagging",), {}, COUNTING),
    Example("sentences with translations", columns(90, 43, en=lambda d, row: f"this is the sentence number {row}", fr=lambda d, row: f"ceci est la phrase numéro {row}"), "fr", ("translation",), {}, CLASSES),
    Example("answers that were preferred", columns(80, 44, prompt=lambda d, row: f"say the number {row} please", chosen=lambda d, row: f"well it is {row}", rejected=lambda d, row: f"no not {row} today"), "chosen", ("preference_optimisation",), {"paired_preferences": True}),
    Example("durations and events", columns(300, 45, x=noise, duration=lambda d, _: round(d.expovariate(0.1), 2), event=choice(0, 1, 1)), "duration,event", ("survival",), {"right_censored": True}, COUNTING + CLASSES),
    Example("causes of death", columns(300, 46, x=noise, months=lambda d, _: round(d.expovariate(0.1), 1), status=choice(0, 1, 2)), "months", ("survival",), {"right_censored": True, "competing_risks": True}, COUNTING + CLASSES),
    Example("weights with units", columns(300, 47, x=noise, load=lambda d, _: f"{d.gauss(50, 9):.1f} kg"), "load", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("views with k and M", columns(500, 48, x=noise, reach=lambda d, _: f"{d.lognormvariate(3, 1):.1f}k" if d.random() < 0.8 else f"{d.lognormvariate(0.4, 0.4):.1f}M"), "reach", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("education", columns(500, 49, age=noise, education=choice("HS-grad", "Some-college", "Bachelors", "Masters", "Doctorate")), "education", ("ordinal_classification",), {"n_classes": 5}, ("imbalance",)),
    Example("bands of age", columns(400, 50, x=noise, band=choice("<18", "18-25", "26-40", "41-65", ">65")), "band", ("ordinal_classification",), {"n_classes": 5}),
    Example("school grades", columns(400, 51, x=noise, final_grade=choice("A", "B", "C", "D")), "final_grade", ("ordinal_classification",), {"n_classes": 4}),
    Example("goals of a team", columns(800, 52, x=noise, home_goals=lambda d, _: poisson(d, 1.5)), "home_goals", REGRESSION, {"count_target": True}, (*CLASSES, "overdispersed", "zero_inflated")),
    Example("numbers of visits", columns(1200, 53, age=noise, n_visits=lambda d, _: poisson(d, d.gammavariate(0.8, 5))), "n_visits", REGRESSION, {"count_target": True, "overdispersed": True}, CLASSES),
    Example("an id", columns(300, 54, x=noise, customer_id=lambda d, row: 10007 * (row + 3) % 99991), "customer_id", ()),
    Example("reviews", columns(300, 55, x=noise, review=lambda d, row: f"I bought number {row} and was {d.choice(['glad', 'sad'])}"), "review", ()),
    Example("dates of delivery", columns(300, 56, x=noise, delivered=lambda d, _: true_day(d.randint(0, 500))), "delivered", REGRESSION, {}, (*COUNTING, *CLASSES)),
    Example("many ways to say yes", columns(400, 57, x=noise, smoker=choice("Y", "yes", "N", "no", "FALSE", "true")), "smoker", ("binary_classification",), {"pos_rate": None}, ("n_classes",)),
    Example("countries, most of them rare", columns(4000, 58, x=noise, country=lambda d, _: f"country {min(int(d.paretovariate(0.7)), 60)}"), "country", ("multiclass_classification",), {"long_tailed": True}, COUNTING),
    Example("places on the earth", columns(300, 59, x=noise, lat=lambda d, _: round(d.uniform(-60, 70), 4), lon=lambda d, _: round(d.uniform(-180, 180), 4)), "lat,lon", REGRESSION, {"multi_output": True}, (*COUNTING, *CLASSES)),
    Example("boxes", columns(200, 60, xmin=noise, ymin=noise, xmax=noise, ymax=noise), "xmin,ymin,xmax,ymax", ("object_detection",), {"boxes": True}),
    Example("ages of shells", columns(1500, 61, x=noise, age=lambda d, _: 1 + poisson(d, 9)), "age", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("soil classes from 1 to 7", columns(900, 62, x=noise, Cover_Type=lambda d, _: d.choices(range(1, 8), (36, 48, 6, 1, 2, 3, 4))[0]), "Cover_Type", ("multiclass_classification",), {"n_classes": 7, "imbalance": "severe"}, COUNTING),
    Example("glass, five kinds with gaps", columns(214, 63, x=noise, Type=choice(1, 2, 3, 5, 6, 7)), "Type", ("multiclass_classification",), {"n_classes": 6}, COUNTING),
    Example("house values with a cap", columns(900, 64, x=noise, value=lambda d, _: round(min(d.lognormvariate(0.6, 0.6), 5.00001), 5)), "value", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("profits and losses", columns(900, 65, x=noise, profit=lambda d, _: f"({abs(v):,.0f})" if (v := d.gauss(2000, 5000)) < 0 else f"{v:,.0f}"), "profit", REGRESSION, {"negative_values_present": True}, (*COUNTING, *CLASSES, "positive_target")),
    Example("rain, mostly none", columns(900, 66, x=noise, rainfall_mm=lambda d, _: 0 if d.random() < 0.6 else round(d.gammavariate(0.7, 9), 1)), "rainfall_mm", REGRESSION, {"zero_inflated": True}, ("count_target", *CLASSES)),
    Example("shares of recovered debt", columns(900, 67, x=noise, recovery_rate=lambda d, _: d.choice([0, 1, round(d.random(), 3), round(d.random(), 3)])), "recovery_rate", REGRESSION, {"bounded_target": "0_1"}, (*COUNTING, *CLASSES)),
)  # fmt: skip

LIKE = (
    Example("tips in a restaurant", columns(244, 101, total_bill=lambda d, _: round(d.gammavariate(4, 5), 2), tip=lambda d, _: round(1 + d.gammavariate(2, 1), 2), day=choice("Thur", "Fri", "Sat", "Sun")), "tip", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("miles per gallon", columns(398, 102, cylinders=choice(4, 6, 8), mpg=lambda d, _: round(d.gauss(23, 7)), model_year=lambda d, _: d.randint(70, 82)), "mpg", REGRESSION, {}, COUNTING + CLASSES),
    Example("cut of diamonds", columns(2000, 103, carat=noise, cut=choice("Fair", "Good", "Very Good", "Premium", "Ideal")), "cut", ("ordinal_classification",), {"n_classes": 5}),
    Example("who survived the Titanic", columns(891, 104, age=noise, Survived=weighted(a=0.62, b=0.38)), "Survived", ("binary_classification",), {"pos_rate": None}),
    Example("rings of abalones", columns(2000, 105, x=noise, Rings=lambda d, _: 1 + poisson(d, d.gammavariate(30, 0.3))), "Rings", REGRESSION, {"count_target": True}, (*CLASSES, "zero_inflated")),
    Example("income above 50K", columns(2000, 106, age=noise, fnlwgt=lambda d, _: d.randint(10**4, 10**6), income=weighted(**{"<=50K": 0.76, ">50K": 0.24})), "income", ("binary_classification",), {"pos_rate": None}),
    Example("heart failure", columns(299, 107, age=noise, time=lambda d, _: d.randint(4, 285), DEATH_EVENT=choice(0, 0, 1)), "DEATH_EVENT", ("binary_classification", "survival"), {}, COUNTING),
    Example("final marks of pupils, 0 to 20", columns(395, 108, x=noise, G3=lambda d, _: 0 if d.random() < 0.1 else min(max(round(d.gauss(11.5, 3)), 0), 20)), "G3", REGRESSION, {}, (*COUNTING[:2], *CLASSES, "outliers")),
    Example("hours absent", columns(740, 109, x=noise, hours_absent=lambda d, _: d.choices([0, 1, 2, 3, 4, 8, 16, 24, 40, 80, 120], [6, 12, 21, 15, 8, 28, 3, 2, 2, 1, 1])[0]), "hours_absent", REGRESSION, {}, CLASSES),
    Example("burnt area of forests", columns(517, 110, x=noise, area=lambda d, _: 0.0 if d.random() < 0.48 else round(d.lognormvariate(2, 1.4), 2)), "area", REGRESSION, {"zero_inflated": True, "skewed_target": True}, (*COUNTING[:2], *CLASSES)),
    Example("strength of concrete", columns(1030, 111, x=noise, strength=lambda d, _: round(d.gammavariate(4.5, 8), 2)), "strength", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("air quality with -200", columns(900, 112, x=noise, co=lambda d, _: -200 if d.random() < 0.18 else round(d.gammavariate(2, 1), 1)), "co", REGRESSION, {"positive_target": True}, ("outliers", "negative_values_present", *CLASSES)),
    Example("shares of news articles", columns(2000, 113, x=noise, shares=lambda d, _: round(d.lognormvariate(7.5, 0.9))), "shares", REGRESSION, {"skewed_target": True}, (*CLASSES, "bounded_target")),
    Example("cars, acceptable or not", columns(1700, 114, x=noise, Class=choice("unacc", "unacc", "unacc", "acc", "good", "vgood")), "Class", ("ordinal_classification",), {"n_classes": 4}),
    Example("charges of an insurance", columns(1300, 115, x=noise, charges=lambda d, _: f"{d.lognormvariate(9.1, 0.9):.2f}"), "charges", REGRESSION, {"positive_target": True, "skewed_target": True, "large_target_scale": True}, COUNTING + CLASSES),
    Example("carbon dioxide each week", columns(500, 116, date=lambda d, row: true_day(7 * row), co2=lambda d, row: round(315 + row / 30 + d.gauss(0, 1), 1)), "co2", ("forecasting",), {"positive_target": True}, CLASSES),
    Example("sunspots each year", columns(300, 117, year=lambda d, row: 1700 + row, sunspots=lambda d, row: round(max(0.0, 50 + 45 * math.sin(row / 1.75) + d.gauss(0, 12)), 1)), "sunspots", ("forecasting",), {}, CLASSES),
    Example("sentence pairs with a score", columns(300, 118, sentence1=lambda d, row: f"this is the first sentence {row}", sentence2=lambda d, row: f"this is the other sentence {row}", score=lambda d, _: round(d.uniform(0, 5), 2)), "score", ("similarity",), {"graded_similarity": True}, COUNTING + CLASSES),
    Example("duplicate questions", columns(400, 119, question1=lambda d, row: f"how do I do the thing {row}", question2=lambda d, row: f"what is the way to {row}", is_duplicate=choice(0, 0, 1)), "is_duplicate", ("similarity", "binary_classification"), {}, COUNTING),
    Example("a sentiment for each text", columns(300, 120, text=lambda d, row: f"a film of which {row} is too much", sentiment=choice("negative", "neutral", "positive")), "sentiment", ("ordinal_classification", "multiclass_classification"), {"n_classes": 3}),
    Example("spam", columns(900, 121, text=lambda d, row: f"call now for {row}", label=weighted(ham=0.87, spam=0.13)), "label", ("binary_classification",), {"pos_rate": None}),
    Example("categories of papers", columns(600, 122, title=lambda d, row: f"on the theory of {row}", categories=lambda d, _: " ".join(d.sample(["cs.LG", "cs.AI", "stat.ML", "math.OC", "cs.CL"], d.randint(1, 3)))), "categories", ("multilabel_classification",), {}, CLASSES),
    Example("tags in angle brackets", columns(600, 123, title=lambda d, row: f"how to do {row}", Tags=lambda d, _: "".join(f"<{t}>" for t in d.sample(["python", "pandas", "java", "sql", "c#"], d.randint(1, 3)))), "Tags", ("multilabel_classification",), {}, CLASSES),
    Example("labels by number, with commas", columns(600, 124, text=noise, labels=lambda d, _: ",".join(map(str, d.sample(range(12), d.randint(1, 3))))), "labels", ("multilabel_classification",), {}, (*COUNTING, *CLASSES)),
    Example("remaining useful life", columns(800, 125, unit=lambda d, row: row // 100, cycle=lambda d, row: row % 100, RUL=lambda d, row: 99 - row % 100 + 10 * (row // 100)), "RUL", NUMERIC, {}, COUNTING[:2] + CLASSES),
    Example("weeks to the next arrest", columns(432, 126, week=lambda d, _: d.randint(1, 52), arrest=choice(0, 0, 0, 1), fin=choice("yes", "no")), "week", ("survival",), {"right_censored": True}, COUNTING + CLASSES),
    Example("readmission", columns(2000, 127, x=noise, readmitted=weighted(**{"NO": 0.54, ">30": 0.35, "<30": 0.11})), "readmitted", ("multiclass_classification", "ordinal_classification"), {"n_classes": 3}, COUNTING),
    Example("days in hospital", columns(2000, 128, x=noise, length_of_stay=lambda d, _: 1 + poisson(d, d.gammavariate(2, 2))), "length_of_stay", REGRESSION, {}, (*CLASSES, "bounded_target")),
    Example("bedrooms", columns(900, 129, price=lambda d, _: round(price(d)), bedrooms=lambda d, _: d.choices(range(1, 7), (5, 20, 40, 25, 8, 2))[0]), "bedrooms", ("regression", "ordinal_classification"), {}, ("imbalance", "zero_inflated")),
    Example("stage of a tumour", columns(600, 130, x=noise, stage=choice("I", "II", "III", "IV")), "stage", ("ordinal_classification",), {"n_classes": 4}),
    Example("severity written out", columns(600, 131, x=noise, diagnosis=choice("No DR", "Mild", "Moderate", "Severe", "Proliferative DR")), "diagnosis", ("ordinal_classification",), {"n_classes": 5}),
    Example("net promoter score", columns(600, 132, x=noise, nps=lambda d, _: d.choices(range(11), (2, 1, 1, 2, 2, 5, 6, 12, 20, 22, 27))[0]), "nps", ("ordinal_classification",), {"n_classes": 11}, COUNTING),
    Example("pain from 0 to 10", columns(600, 133, x=noise, pain_score=lambda d, _: d.choices(range(11), (30, 12, 10, 9, 8, 8, 7, 6, 5, 3, 2))[0]), "pain_score", ("ordinal_classification",), {"n_classes": 11}, COUNTING),
    Example("IMDb ratings", columns(900, 134, title=noise, imdb_rating=lambda d, _: round(min(max(d.gauss(6.4, 1.2), 1), 9.8), 1)), "imdb_rating", REGRESSION, {"bounded_target": "0_10"}, (*COUNTING, *CLASSES)),
    Example("hectic heart rates", columns(900, 135, x=noise, heart_rate=lambda d, _: round(d.gauss(78, 12))), "heart_rate", REGRESSION, {"positive_target": True}, (*COUNTING, *CLASSES, "bounded_target")),
    Example("ages", columns(900, 136, x=noise, Age=lambda d, _: d.randint(0, 92)), "Age", REGRESSION, {}, (*COUNTING[:2], *CLASSES, "circular_target")),
    Example("temperatures in whole degrees", columns(900, 137, x=noise, temperature=lambda d, _: round(d.gauss(14, 9))), "temperature", REGRESSION, {"negative_values_present": True}, (*COUNTING, *CLASSES, "circular_target")),
    Example("steering angle in radians", columns(900, 138, x=noise, heading=lambda d, _: round(d.uniform(-math.pi, math.pi), 4)), "heading", REGRESSION, {"circular_target": True}, (*COUNTING, *CLASSES)),
    Example("accidents on roads", columns(900, 139, population=lambda d, _: d.randint(10**3, 10**5), accidents=lambda d, _: poisson(d, d.gammavariate(2, 2))), "accidents", REGRESSION, {"count_target": True, "overdispersed": True}, CLASSES),
    Example("articles of doctoral students", columns(915, 140, fem=choice("Men", "Women"), art=lambda d, _: poisson(d, d.gammavariate(2.2, 0.77))), "art", REGRESSION, {"count_target": True}, CLASSES),
    Example("an amount with a code of 9999", columns(900, 141, x=noise, kwh=lambda d, _: 9999 if d.random() < 0.05 else round(d.gauss(30, 6), 1)), "kwh", REGRESSION, {"positive_target": True}, ("outliers", *CLASSES)),
    Example("visits, -1 for not known", columns(900, 142, x=noise, visits=lambda d, _: -1 if d.random() < 0.1 else poisson(d, 4)), "visits", REGRESSION, {"count_target": True}, ("negative_values_present", "outliers", *CLASSES)),
    Example("probabilities of default", columns(900, 143, x=noise, pd=lambda d, _: round(d.betavariate(1, 20), 5)), "pd", REGRESSION, {}, (*COUNTING, *CLASSES)),
    Example("soft labels", columns(900, 144, x=noise, soft_label=lambda d, _: round(d.random(), 3)), "soft_label", ("binary_classification",), {"soft_labels": True}, (*COUNTING, "n_classes", "skewed_target")),
    Example("lengths in centimetres and metres", columns(500, 145, x=noise, length=lambda d, _: f"{d.uniform(20, 99):.0f} cm" if d.random() < 0.5 else f"{d.uniform(1, 9):.2f} m"), "length", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("counts with thousands separators", columns(700, 146, x=noise, population=lambda d, _: f"{round(d.lognormvariate(10, 1)):,}"), "population", REGRESSION, {"positive_target": True, "skewed_target": True}, (*COUNTING, *CLASSES)),
    Example("claim amounts, mostly none", columns(3000, 147, x=noise, claim_amount=lambda d, _: 0 if d.random() < 0.9 else round(d.lognormvariate(7, 1), 2)), "claim_amount", REGRESSION, {"zero_inflated": True}, (*COUNTING[:2], *CLASSES)),
    Example("defaults of credit", columns(3000, 148, x=noise, **{"default.payment.next.month": weighted(yes=0.22, no=0.78)}), "default.payment.next.month", ("binary_classification",), {"pos_rate": None}),
    Example("months of subscription and attrition", columns(900, 149, x=noise, Months_on_book=lambda d, _: d.randint(13, 56), Attrition_Flag=choice("Existing Customer", "Existing Customer", "Attrited Customer")), "Attrition_Flag", ("binary_classification",), {"pos_rate": None}),
    Example("three sensors", columns(400, 150, x=noise, s_1=lambda d, _: d.gauss(0, 1), s_2=lambda d, _: d.gauss(0, 100), s_3=lambda d, _: d.gauss(5, 1)), "s_*", REGRESSION, {"multi_output": True}, (*COUNTING, *CLASSES, "positive_target")),
    Example("colour and shape", columns(400, 151, x=noise, colour=choice("red", "green", "blue"), shape=choice("round", "square", "flat")), "colour,shape", ("multiclass_classification",), {"multi_output": True}, COUNTING),
    Example("points of a face", columns(200, 152, left_eye_x=noise, left_eye_y=noise, nose_x=noise, nose_y=noise), "left_eye_x,left_eye_y,nose_x,nose_y", REGRESSION, {"coordinates": True}, COUNTING),
    Example("intervals between visits", columns(200, 153, x=noise, lower=lambda d, row: row % 9, upper=lambda d, row: row % 9 + 1 if row % 3 else ""), "lower,upper", ("survival",), {"interval_censored": True}, COUNTING),
    Example("a year's prices of a share", columns(260, 154, Date=lambda d, row: true_day(row // 5 * 7 + row % 5), Close=lambda d, row: round(100 + row / 9 + d.gauss(0, 2), 2)), "Close", ("forecasting",), {}, COUNTING + CLASSES),
    Example("weekly demand of many products", columns(1000, 155, week=lambda d, row: row % 50, product=lambda d, row: f"P{row // 50}", demand=lambda d, _: poisson(d, d.gammavariate(1, 4))), "demand", ("forecasting",), {"count_target": True, "overdispersed": True}, CLASSES),
    Example("likes of posts", columns(900, 156, user_id=lambda d, _: d.randint(1, 80), post_id=lambda d, row: row, likes=lambda d, _: poisson(d, d.gammavariate(0.7, 9))), "likes", REGRESSION, {"count_target": True}, CLASSES),
    Example("credit ratings", columns(900, 157, x=noise, Rating=choice("AAA", "AA", "A", "BBB", "BB", "B", "CCC")), "Rating", ("ordinal_classification",), {"n_classes": 7}),
    Example("nominal letters", columns(900, 158, x=noise, blood_group=choice("A", "B", "AB", "O")), "blood_group", ("multiclass_classification",), {"n_classes": 4}),
    Example("days of the week", columns(900, 159, x=noise, weekday=choice("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")), "weekday", ("multiclass_classification",), {"n_classes": 7}),
    Example("phone numbers", columns(300, 160, x=noise, phone=lambda d, _: d.randint(10**9, 10**10)), "phone", ()),
    Example("constant", columns(300, 161, x=noise, y=choice("same")), "y", ()),
    Example("clusters", columns(600, 162, x=noise, cluster=lambda d, _: d.randint(0, 11)), "cluster", ("multiclass_classification",), {"n_classes": 12}, COUNTING),
    Example("money lost or won, with outliers", columns(3000, 163, x=noise, pnl=lambda d, _: round(d.gauss(0, 10) * (40 if d.random() < 0.01 else 1), 2)), "pnl", REGRESSION, {"negative_values_present": True, "outliers": None}, (*COUNTING, *CLASSES)),
    Example("days of follow-up and death (R's ovarian)", columns(300, 170, futime=lambda d, _: d.randint(50, 900), fustat=choice(0, 1)), "futime", ("survival",), {"right_censored": True}, COUNTING),
    Example("salaries in k", columns(300, 171, x=noise, pay=lambda d, _: f"{d.randint(20, 190)}k"), "pay", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("mean ratings from 1 to 5", columns(500, 172, x=noise, rating=lambda d, _: round(d.uniform(1, 5), 2)), "rating", REGRESSION, {"bounded_target": "1_5"}, COUNTING + CLASSES),
    Example("percentages of fat", columns(500, 173, x=noise, pct_fat=lambda d, _: round(d.uniform(3, 45), 1)), "pct_fat", REGRESSION, {"bounded_target": "0_100"}, COUNTING + CLASSES),
    Example("minutes for a kilometre", columns(500, 174, x=noise, pace=lambda d, _: f"{d.randint(3, 8)}:{d.randint(0, 59):02}"), "pace", REGRESSION, {"positive_target": True}, ("circular_target", *COUNTING, *CLASSES)),
    Example("times with am and pm", columns(500, 175, x=noise, pickup_time=lambda d, _: f"{d.randint(1, 12)}:{d.randint(0, 59):02} {d.choice(['AM', 'PM'])}"), "pickup_time", REGRESSION, {"circular_target": True}, COUNTING + CLASSES),
    Example("bands of salaries", columns(500, 176, x=noise, salary_range=choice("$0-10k", "$10-20k", "$20-50k", "$50k+")), "salary_range", ("ordinal_classification",), {"n_classes": 4}),
    Example("bookings in searches", columns(900, 177, srch_id=lambda d, row: row // 20, prop_id=lambda d, _: d.randint(1, 90), booking_bool=choice(0, 0, 0, 0, 1)), "booking_bool", ("ranking",), {"binary_relevance": True}, COUNTING),
    Example("units sold each day", columns(400, 178, date=lambda d, row: true_day(row), sales=lambda d, _: poisson(d, 20)), "sales", ("forecasting",), {"count_target": True}, (*CLASSES, "overdispersed", "zero_inflated")),
    Example("degrees Fahrenheit", columns(500, 179, x=noise, temp_f=lambda d, _: round(d.gauss(60, 13))), "temp_f", REGRESSION, {}, ("positive_target", *COUNTING, *CLASSES)),
    Example("urgency", columns(400, 180, x=noise, urgency=choice("low", "normal", "high", "urgent")), "urgency", ("ordinal_classification",), {"n_classes": 4}),
    Example("films rated out of 10, -1 for seen", columns(1500, 181, user_id=lambda d, _: d.randint(1, 90), anime_id=lambda d, _: d.randint(1, 200), rating=lambda d, _: -1 if d.random() < 0.2 else d.randint(1, 10)), "rating", ("recommendation",), {"explicit_ratings": True}, (*COUNTING, "negative_values_present")),
    Example("pages that a site was seen on", columns(900, 182, x=noise, pageviews=lambda d, _: round(d.lognormvariate(8, 1.5))), "pageviews", REGRESSION, {"positive_target": True, "skewed_target": True}, (*COUNTING, *CLASSES)),
    Example("returns of a share", columns(2000, 183, x=noise, ret=lambda d, _: round(d.gauss(0, 0.01) * (1 if d.random() < 0.95 else 6), 5)), "ret", REGRESSION, {"negative_values_present": True, "outliers": None}, (*COUNTING, *CLASSES, "bounded_target")),
    Example("vectors of 0 and 1", columns(400, 184, x=noise, y=lambda d, _: str([d.randint(0, 1) for _ in range(5)])), "y", ("multilabel_classification",), {}, ("n_classes", "multi_output")),
    Example("whole lengths of service", columns(400, 185, x=noise, y=lambda d, _: round(d.gauss(76, 14))), "y", REGRESSION, {"positive_target": True}, COUNTING + CLASSES),
    Example("lifetimes T with events E (lifelines)", columns(300, 190, T=lambda d, _: d.randint(6, 75), E=choice(1, 1, 1, 0), group=choice("a", "b")), "T", ("survival",), {"right_censored": True}, COUNTING),
    Example("survival of patients (TCGA)", columns(300, 191, OS_MONTHS=lambda d, _: round(d.expovariate(0.03), 2), OS_STATUS=choice("1:DECEASED", "0:LIVING")), "OS_MONTHS", ("survival",), {"right_censored": True}, COUNTING),
    Example("numbers of a shop", columns(600, 192, x=noise, shop_id=lambda d, _: d.randint(1, 12)), "shop_id", ("multiclass_classification",), {"n_classes": 12}, COUNTING),
    Example("scores of questions in a survey", columns(600, 193, question=choice("q1", "q2", "q3"), score=lambda d, _: d.randint(1, 5)), "score", ("ordinal_classification",), {"n_classes": 5}, COUNTING),
    Example("ages beside attrition", columns(600, 194, Attrition=choice("Yes", "No"), Age=lambda d, _: d.randint(18, 60)), "Age", REGRESSION, {}, (*COUNTING, *CLASSES, "right_censored")),
    Example("a column that counts the rows", columns(600, 195, index=lambda d, row: row, y=noise), "y", REGRESSION, {"negative_values_present": True}, COUNTING + CLASSES),
    Example("dependants, 3+", columns(600, 196, x=noise, Dependents=choice("0", "0", "1", "2", "3+")), "Dependents", ("ordinal_classification",), {"n_classes": 4}),
)  # fmt: skip


def examples() -> Iterator[Example]:
    """Yield all tables."""
    yield from BUNDLED
    yield from OWN
    yield from LIKE
