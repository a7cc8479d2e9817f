"""Problems in people's own words: the task that was meant, the facts that were said, and never one that was not."""

from __future__ import annotations

import contextlib
import csv
from pathlib import Path

import pytest

from lossquiz.errors import BankError, UsageError
from lossquiz.selection.advice import admitted
from lossquiz.selection.conditions import Value
from lossquiz.selection.described import Understood, understand
from lossquiz.selection.facts import all_facts, read_given, settle, tasks
from lossquiz.selection.phrases import end_of, read_phrase, stem, tokens_of
from lossquiz.selection.synonym_file import FILE, read_words

DESCRIPTIONS = Path(__file__).with_name("descriptions.csv")


def described() -> list[tuple[str, str, dict[str, Value]]]:
    """Return wordings, each with the task that is meant and all that it says, as it was read by hand."""
    with DESCRIPTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (row["text"], row["task"], dict(read_given(part) for part in row["facts"].split(";") if part)) for row in rows
    ]


def facts_in(text: str, task: str = "") -> dict[str, Value]:
    return understand(text, task).proposal.as_facts()


def first_three(found: Understood) -> list[str]:
    return [found.proposal.task, *(near.task for near in found.others)]


def test_the_task_is_found_and_no_fact_is_guessed() -> None:
    rows = described()
    assert len(rows) > 300
    assert {task for _, task, _ in rows} == set(tasks()) - {"other"}
    right = three = said = found = 0
    unsaid = []
    for text, task, facts in rows:
        understood = understand(text)
        right += understood.proposal.task == task
        three += task in first_three(understood)
        if understood.proposal.task != task:
            continue
        follows = settle(task, facts)
        seen = understood.proposal.as_facts()
        said += len(facts)
        found += sum(name in seen for name in facts)
        unsaid += [
            (text, name, value)
            for name, value in seen.items()
            if follows.get(name) != value and not (value is True and name in follows)
        ]
    assert unsaid == []
    assert right >= 0.97 * len(rows)
    assert three >= 0.99 * len(rows)
    assert found >= 0.93 * said


def test_what_was_read_is_shown_as_evidence() -> None:
    found = understand("house prices, a few crazy outliers, judged by RMSLE")
    assert found.proposal.task == "regression"
    assert "house prices" in found.proposal.because
    assert [(seen.fact, seen.value, seen.because) for seen in found.proposal.facts] == [
        ("outliers", True, "'a few crazy outliers'"),
        ("metric", "rmsle", "'RMSLE'"),
    ]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("house prices, no outliers", "regression"),
        ("house prices without any outliers", "regression"),
        ("house prices; there are no gross outliers", "regression"),
        ("house prices, outliers were removed", "regression"),
        ("house prices, outliers: none", "regression"),
        ("house prices, the outliers are not a problem", "regression"),
        ("house prices, it doesn't have outliers", "regression"),
        ("house prices, no zeros, negative values or outliers", "regression"),
        ("house prices, neither outliers nor heavy tails", "regression"),
        ("house prices, 0 outliers", "regression"),
        ("spam filter, not imbalanced", "binary_classification"),
        ("spam filter, classes aren't imbalanced", "binary_classification"),
        ("spam filter, no class imbalance", "binary_classification"),
        ("spam filter, imbalance is not an issue", "binary_classification"),
        ("spam filter without label noise", "binary_classification"),
        ("spam filter, calibrated probabilities are not needed", "binary_classification"),
        ("tumour segmentation, no empty slices", "segmentation"),
        ("time to event without censoring", "survival"),
        ("I need the mean instead of the median of house prices", "regression"),
    ],
)
def test_what_is_denied_is_no_fact(text: str, task: str) -> None:
    denied = {"outliers", "heavy_tails", "zeros_present", "negative_values_present", "imbalance", "label_noise"}
    denied |= {"calibrated_probabilities", "empty_masks", "right_censored", "prediction_interval", "zero_inflated"}
    seen = facts_in(text, task)
    assert not denied & set(seen)
    assert seen.get("predict") != "median"


@pytest.mark.parametrize(
    "text",
    [
        "house prices, not only outliers but also zeros",
        "cannot use MSE for house prices because of outliers",
        "house prices, it does not converge with outliers",
    ],
)
def test_a_denial_of_something_else_denies_nothing(text: str) -> None:
    assert facts_in(text)["outliers"] is True


@pytest.mark.parametrize(
    ("text", "task", "fact", "value"),
    [
        ("fraud, 0.2 % positive", "", "pos_rate", 0.002),
        ("fraud, 0,2 % positive", "", "pos_rate", 0.002),
        ("fraud, 1 in 500 is fraudulent", "", "pos_rate", 0.002),
        ("fraud with an imbalance of 1:99", "", "pos_rate", 0.01),
        ("fraud with an imbalance of 99:1", "", "pos_rate", 0.01),
        ("fraud, 99% of rows are negative", "", "pos_rate", 0.01),
        ("house prices with a 90 % interval", "", "coverage", 0.9),
        ("house prices, the 95th percentile", "", "quantile", 0.95),
        ("house prices, p90", "", "quantile", 0.9),
        ("classify plants, 5,000 species", "", "n_classes", 5000),
        ("classify plants, 10k classes", "", "n_classes", 10000),
        ("classify plants into seven classes", "", "n_classes", 7),
        ("a false negative is 10 times worse", "binary", "fn_cost", 10),
        ("a missed tumour costs five times as much as a false alarm", "binary", "fn_cost", 5),
        ("face embeddings, batch size of 64", "similarity", "batch_size", 64),
        ("continuous value in [0, 10]", "", "bounded_target", "0_10"),
        ("target is always between 0 and 1", "regression", "bounded_target", "0_1"),
        ("47 labels, each of three classes per label", "multilabel", "n_classes", 3),
        ("47 labels, each -1, 0 or 1 (three classes per label)", "multilabel", "n_classes", 3),
        ("12 tags, each 0 or 1, three values per label", "multilabel", "n_classes", 3),
        ("spam, judged by F2", "", "metric", "fbeta=2"),
        ("search results, NDCG@10", "", "metric", "ndcg"),
        ("fraud detection, 1 in 10000 transactions", "", "pos_rate", 0.0001),
        ("fraud, one in a thousand", "", "pos_rate", 0.001),
        ("one out of every two hundred loans is bad, predict default", "", "pos_rate", 0.005),
        ("intrusions or normal traffic, 50:1 ratio of normal to attack", "binary", "pos_rate", 1 / 51),
        ("house prices with an 80 pct interval", "", "coverage", 0.8),
        ("house prices, 90 % of sales should fall inside the range we print", "", "coverage", 0.9),
        ("quantile forecast for demand, P90", "", "quantile", 0.9),
        ("spam filter, false positives cost 20 times more", "", "fn_cost", 0.05),
        ("spam filter, wrongly blocking a mail is ten times as bad", "", "fn_cost", 0.1),
        ("bread sales forecast, running out costs 4x what leftovers cost", "", "under_cost", 4),
        ("metric learning, the GPU fits 16 images only", "", "batch_size", 16),
        ("recognise which bird sings, 300 kinds", "", "n_classes", 300),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, task: str, fact: str, value: Value) -> None:
    assert facts_in(text, task)[fact] == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("fraud, 2 positives were found", "pos_rate"),  # no share
        ("documents with zero to ten topics each", "n_classes"),  # a range
        ("autoencoder for anomalies: MSE or SSIM", "metric"),  # which of two is asked
        ("is MSE a good loss for house prices", "metric"),  # a loss
        ("steering angle from camera images", "circular_target"),  # an angle that never wraps around
        ("a few people, 300 photos each, faces", "many_identities"),
        ("my network always predicts the mean house price", "predict"),
        ("credit card outlier detection", "outliers"),
        ("classify images of two classes", "n_classes"),
        ("regression, target is mostly between 0 and 5 but sometimes 10000", "bounded_target"),
        ("house prices, maybe outliers", "outliers"),
        ("forecasting with 80% and 95% intervals", "coverage"),
        ("BPR gives good AUC but a bad top ten", "metric"),
        ("XGBoost or LightGBM for house prices", "framework"),
        ("recognise all instruments that play in a clip", "image_text"),
        ("surface normals, only the direction counts", "count_target"),
        ("VAE or GAN for faces", "model"),
        ("house prices with a large proportion of missing inputs", "bounded_target"),
        ("black and white photos from a GAN", "binary_pixels"),
        ("radius of circular plates, regression", "circular_target"),
        ("speech recognition with short inputs", "input_shorter_than_target"),
        ("fraud, we don't know whether it is imbalanced", "imbalance"),
        ("we removed the outliers in house prices", "outliers"),
        ("denoise photos, robust please", "human_viewer"),
        ("interval-censored times from annual check-ups", "right_censored"),
    ],
)
def test_what_could_mean_something_else_is_no_fact(text: str, fact: str) -> None:
    assert fact not in facts_in(text)


@pytest.mark.parametrize(
    ("text", "task", "fact"),
    [
        ("house prices, some typos in the street names", "regression", "outliers"),
        ("house prices, being ten percent off is no problem", "regression", "relative_error"),
        ("ball bearing temperature", "regression", "circular_target"),
        ("predict rent, 90% of values fall within the range 500 to 2000", "regression", "coverage"),
        ("temperature regression, we don't care about rare values", "regression", "imbalanced_target"),
        ("house prices, reference implementation is shaky", "regression", "noisy_targets"),
        ("images of cars rotated for augmentation, detect cars", "object_detection", "rotated_boxes"),
        ("detect cars in photos taken at any angle", "object_detection", "rotated_boxes"),
        ("classify plants, 5000 images per class", "multiclass_classification", "few_shot"),
        ("classify images never seen before", "multiclass_classification", "open_set"),
        ("softmax probabilities sum to one, classify plants", "multiclass_classification", "soft_labels"),
        ("labels for only a fraction of the data, classify plants", "multiclass_classification", "soft_labels"),
        ("fraud, 1 in 10 labels is wrong", "binary_classification", "pos_rate"),
        ("fraud, 1 in 5 customers is female", "binary_classification", "pos_rate"),
        ("fraud, 1 in 3 transactions goes abroad", "binary_classification", "pos_rate"),
        ("spam, false positives are 20 times more frequent than misses", "binary_classification", "fn_cost"),
        (
            "diabetes classifier, missing values appear 3 times as often in one clinic",
            "binary_classification",
            "fn_cost",
        ),
        ("dpo with several answers per prompt ranked by people", "preference_optimisation", "online"),
        ("follow-up until death or end of study, whichever comes first", "survival", "competing_risks"),
        ("speech enhancement, keep the noise level low", "audio", "level_matters"),
        ("segment pixels, 3% of pixels are unlabelled", "segmentation", "pos_rate"),
        ("segment road surface damage", "segmentation", "thin_structures"),
        ("quantile forecast of demand, P90", "forecasting", "quantiles"),
        ("retail forecast with a long tail of items", "forecasting", "skewed_target"),
        ("chatbot answers rated, no verifiable rewards", "preference_optimisation", "online"),
        ("delivery time, late orders are more common than early ones", "regression", "asymmetric_cost"),
        ("predict salary, too high learning rate is worse than too low", "regression", "asymmetric_cost"),
        ("forecast with P10, P50 and P90", "forecasting", "quantile"),
        ("ad click, we kept all negatives", "ctr_prediction", "negatives_sampled"),
        ("super resolution, crisp deadline", "image_restoration", "sharp"),
        ("house prices, 2 rows in 1 file and 5000000 in another", "regression", "large_dynamic_range"),
        ("data from 100 to 2 million rows, house prices", "regression", "large_dynamic_range"),
        ("predict the relative deviation from the plan", "regression", "relative_error"),
        ("recommend videos, people view only the top ones", "recommendation", "implicit_feedback"),
        ("pump survival, the failure date is unknown for half of them", "survival", "predict_time"),
        ("dpo, the answers are no longer polite", "preference_optimisation", "length_bias"),
        ("align two histograms that overlap", "distribution_matching", "disjoint_support"),
        ("survival until death or transplant, whichever comes first", "survival", "competing_risks"),
        ("siamese network, the cosine similarity score of negatives stays high", "similarity", "graded_similarity"),
        ("photos, how many people voted 1..10", "regression", "count_target"),
        ("classify products in a taxonomy of 3 levels", "multiclass_classification", "n_classes"),
        ("house prices, features are highly skewed", "regression", "skewed_target"),
        ("house prices, my model predicts negative prices", "regression", "negative_values_present"),
        ("classify plants, maybe wrong labels", "multiclass_classification", "label_noise"),
        ("heat equation, there is no initial condition", "physics_informed", "time_dependent"),
        ("softmax over 300 products", "multiclass_classification", "huge_vocabulary"),
        ("diabetes classifier, missing values cost us some accuracy", "binary_classification", "fn_cost"),
        ("segmentation of rivers, 4% of the images are for testing", "segmentation", "pos_rate"),
    ],
)
def test_the_same_words_about_something_else_are_no_fact(text: str, task: str, fact: str) -> None:
    assert fact not in facts_in(text, task)


def test_what_costs_less_is_not_what_costs_more() -> None:
    assert "asymmetric_cost" not in facts_in("house prices, overestimating costs less than underestimating")
    assert facts_in("house prices, overestimating is worse")["asymmetric_cost"] == "over_costly"


@pytest.mark.parametrize(
    ("text", "task", "fact"),
    [
        ("predict delivery time, late predictions are worse than early ones", "regression", "asymmetric_cost"),
        ("salaries from CVs, overshooting hurts more than undershooting", "regression", "asymmetric_cost"),
        ("blood glucose regression, the noise gets larger for high readings", "regression", "heteroscedastic"),
        ("price of art from $10 to $100m", "regression", "large_dynamic_range"),
        ("depth from one photo up to an unknown factor", "regression", "unknown_scale"),
        ("spare parts demand, mostly nothing and once in a while an order", "forecasting", "intermittent_demand"),
        ("wind power tomorrow with a fan chart", "forecasting", "probabilistic"),
        ("predict percentages of land cover that sum to one", "multiclass_classification", "soft_labels"),
        ("image classifier, labels come as vote shares", "multiclass_classification", "soft_labels"),
        ("image classifier that must refuse things it never saw", "multiclass_classification", "open_set"),
        ("chest x-rays with 14 findings, zeros may be ones", "multilabel_classification", "mislabeled_negatives"),
        ("search results, hits shown on top get clicked anyway", "ranking", "position_bias"),
        ("what song comes next in the session", "recommendation", "next_item"),
        ("sentence similarity scores between 0 and 5", "similarity", "graded_similarity"),
        ("domain adaptation between two feature distributions", "distribution_matching", "samples_only"),
        ("fit q to p and rather hug one peak", "distribution_matching", "mode_seeking"),
        ("small llm learns from a big llm", "distillation", "language_model"),
        ("segment cracks, the line must not be interrupted", "segmentation", "topology"),
        ("detect small rotated ships in aerial images", "object_detection", "rotated_boxes"),
        ("detect small rotated ships in aerial images", "object_detection", "small_objects"),
        ("live captions while the person is still talking", "sequence_alignment", "streaming"),
        ("mixture of experts routing collapses onto two experts", "language_modelling", "experts"),
        ("train policy with verifiable rewards, several answers per prompt", "preference_optimisation", "online"),
        ("time till a pump breaks, half haven't broken yet", "survival", "right_censored"),
        ("molecules from a VAE whose decoder ignores z", "generative", "posterior_collapse"),
        ("two people talk at the same time, give me each voice", "audio", "source_separation"),
        ("find drug names in notes, B I O tags", "sequence_tagging", "label_transitions"),
        ("click model for banners, we threw out 90% of non-clicks", "ctr_prediction", "negatives_sampled"),
        ("robot joint angle in radians, -pi and pi are the same", "regression", "circular_target"),
        ("semantic segmentation of drone images, rivers cover 4% of the pixels", "segmentation", "pos_rate"),
        ("car detector whose IoU is zero at first", "object_detection", "no_overlap"),
        ("rerank answers, exactly one is correct", "ranking", "binary_relevance"),
        ("recommend podcasts from skips and plays", "recommendation", "implicit_feedback"),
        ("masked autoencoder on sensor time series", "self_supervised", "masked_reconstruction"),
        ("knowledge distillation with ground truth labels too", "distillation", "labels_available"),
        ("reward model from pairwise votes on answers", "preference_optimisation", "paired_preferences"),
        ("churn time with competing reasons for leaving", "survival", "competing_risks"),
        ("sales forecast per shop, most days nothing is sold", "forecasting", "zero_inflated"),
        ("wind power tomorrow as a calibrated distribution", "forecasting", "probabilistic"),
        ("TransE, only positive edges known", "knowledge_graph_embedding", "only_positive_triples"),
        ("denoise scans that must look right to radiologists", "image_restoration", "human_viewer"),
        ("two tasks share an encoder, their gradients disagree", "multi_task", "gradient_conflict"),
        ("two losses, segmentation and a depth loss that only helps", "multi_task", "auxiliary_tasks"),
        ("pinn with noisy pressure measurements", "physics_informed", "noisy_targets"),
        ("heat equation, the initial condition is never matched", "physics_informed", "time_dependent"),
        ("tts voice sounds muffled", "text_to_speech", "sharp"),
        ("ner that writes illegal tag sequences", "sequence_tagging", "label_transitions"),
        ("speech recognition, only the transcript is known", "sequence_alignment", "unaligned"),
        ("gesture sequences of different tempo are compared", "sequence_alignment", "time_warp"),
        ("classify photos, labels were scraped from search results", "multiclass_classification", "label_noise"),
        ("classify plants, maybe 20% of the labels are wrong", "multiclass_classification", "label_noise"),
        ("softmax over 800k products is slow", "multiclass_classification", "huge_vocabulary"),
        ("only confirmed fraud is labelled, the rest may or may not be", "binary_classification", "positive_unlabeled"),
        ("melanoma screening, overlooking one costs 30 times a biopsy", "binary_classification", "fn_cost"),
        (
            "network intrusion, a handful of labelled attacks, all else assumed normal",
            "anomaly_detection",
            "labelled_anomalies",
        ),
        ("number of typos per page", "regression", "count_target"),
        ("commute time, underestimating is twice as bad as overestimating", "regression", "under_cost"),
        ("predict torque, I want a variance as well", "regression", "need_uncertainty"),
        ("humidity regression as percentage 0-100", "regression", "bounded_target"),
        ("inverse design, many valid shapes for one spectrum", "regression", "multimodal_target"),
        ("how many croissants to bake", "forecasting", "inventory"),
        ("photos rated by how many people voted 1..10", "ordinal_classification", "distribution_over_ratings"),
        ("GAN for shoes, all shoes look the same", "generative", "mode_collapse"),
        ("dpo, the replies keep getting longer", "preference_optimisation", "length_bias"),
        ("deblur photos, the text must stay sharp", "image_restoration", "sharp"),
        ("recommend songs, completed listens only", "recommendation", "implicit_feedback"),
        ("pump failure date, some still running", "survival", "predict_time"),
        ("rank job ads, relevance 0/1", "ranking", "binary_relevance"),
        ("ad impressions, 0.4% convert", "ctr_prediction", "pos_rate"),
        ("sepsis alarm with too many false alarms", "binary_classification", "fp_costly"),
        ("volatility forecast, the full density is needed", "forecasting", "full_distribution"),
        ("rent regression with a 90% band", "regression", "coverage"),
        ("rank laws, five relevance levels", "ranking", "graded_relevance"),
        ("signatures, genuine and impostor pairs", "similarity", "pairs_with_labels"),
        ("dpo, raters swapped some of the chosen answers", "preference_optimisation", "noisy_preferences"),
        ("take the guitar out of a song", "audio", "source_separation"),
        ("schrodinger equation starting from a gaussian packet", "physics_informed", "time_dependent"),
        ("align two histograms that hardly overlap", "distribution_matching", "disjoint_support"),
        ("rock type from photos, 9 types", "multiclass_classification", "n_classes"),
        ("murmur detection from stethoscope audio, misses are fatal", "binary_classification", "fn_costly"),
        ("colonies: number of bacterial colonies per plate, regression", "regression", "count_target"),
        ("prostate segmentation, half of the slices have no prostate", "segmentation", "empty_masks"),
        ("autoencoder for anomalies, a few sick in the training set", "anomaly_detection", "contaminated"),
        ("news feed, thumbs up and thumbs down from users", "recommendation", "explicit_like_dislike"),
        ("purchase after an ad click, sales arrive a week later", "ctr_prediction", "delayed_feedback"),
    ],
)
def test_what_strangers_say_is_understood(text: str, task: str, fact: str) -> None:
    found = understand(text)
    assert (found.proposal.task, fact in found.proposal.as_facts()) == (task, True)


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("time series classification from accelerometers", "multiclass_classification"),
        ("classify EEG time series into sleep stages", "multiclass_classification"),
        ("monthly time series", "forecasting"),
        ("several defect types may occur on one wafer", "multilabel_classification"),
        ("pneumonia classifier that is overconfident", "binary_classification"),
        ("value at risk at the 0.95 level", "regression"),
        ("number of defects per metre of cable", "regression"),
        ("pretrain a small LM", "language_modelling"),
        ("continue pretraining Mistral on law", "language_modelling"),
        ("moth species from wing photos, 60 classes", "multiclass_classification"),
        ("segmentation of leaves, 60 classes", "segmentation"),
        ("house prices, wing of the building known", "regression"),
        ("avocados: hard, ripe, overripe", "ordinal_classification"),
        ("age and gender from one network", "multi_task"),
        ("thumbs up and thumbs down on answers", "preference_optimisation"),
        ("amenities in hotel photos, any number may be visible", "multilabel_classification"),
        ("a dish may belong to two cuisines", "multilabel_classification"),
        ("call volume every 15 minutes", "forecasting"),
        ("only photos of good boards exist", "anomaly_detection"),
        ("pretrain a small vision encoder", "self_supervised"),
        ("customers rate us on 5 levels", "ordinal_classification"),
    ],
)
def test_the_task_is_what_is_asked_of_the_data(text: str, task: str) -> None:
    assert understand(text).proposal.task == task


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("house prices with outlires", "outliers"),
        ("house prices with hetroscedastic noise", "heteroscedastic"),
        ("HOUSE PRICES WITH OUTLIERS!!!", "outliers"),
        ("hôuse prices with outliérs", "outliers"),
        ("house\u00a0prices\twith\noutliers", "outliers"),
        ("house-prices with out­liers outliers", "outliers"),
    ],
)
def test_typos_accents_and_odd_spaces_do_no_harm(text: str, fact: str) -> None:
    found = understand(text)
    assert found.proposal.task == "regression"
    assert fact in found.proposal.as_facts()


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "!!!", "\u200b"])
def test_nothing_said_is_one_line(text: str) -> None:
    with pytest.raises(UsageError, match="description"):
        understand(text)


@pytest.mark.parametrize("text", ["qwertz asdf", "die das und der", "lorem ipsum dolor"])
def test_nothing_that_fits_says_where_to_look(text: str) -> None:
    with pytest.raises(UsageError, match=r"does not say which task .* --task, or .* --facts WORD`$") as caught:
        understand(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Vorhersage von Häuserpreisen mit Ausreißern, größer als üblich",
        "预测房价，有一些异常值 regression",
        "outliers " * 20_000,
        "no " * 5_000 + "outliers in house prices",
        "a" * 100_000 + " house prices",
        "house prices '; DROP TABLE losses; -- [bold]x[/bold] \x1b[31m {0} %s \\ \ud800",
        "1:0 0/0 1e999 99999999999999999999 % positive fraud -5 classes 0 classes",
        "(" * 3000 + "fraud" + ")" * 3000,
        "between and between and 1..2..3 [1,2 house prices",
    ],
)
def test_strange_text_is_no_crash_and_no_more_than_a_proposal(text: str) -> None:
    with contextlib.suppress(UsageError):
        found = understand(text)
        assert found.text == text
    found = understand(text, "regression")
    admitted(found.proposal.task, found.proposal.as_facts())
    assert all(seen.because.isprintable() for seen in found.proposal.facts)


def test_what_is_proposed_can_hold_together() -> None:
    for text, _, _ in described():
        for task in tasks():
            found = understand(text, task)
            assert found.proposal.task == task
            admitted(task, found.proposal.as_facts())
            assert all(all_facts()[seen.fact].belongs_to(task) for seen in found.proposal.facts)


def test_a_task_that_is_named_wins() -> None:
    found = understand("house prices with outliers", "forecasting")
    assert found.proposal.task == "forecasting"
    assert found.proposal.as_facts() == {"outliers": True}
    assert found.others == ()


def test_tasks_that_are_near_are_told_with_what_speaks_for_them() -> None:
    found = understand("CTR in a recommender")
    assert {"ctr_prediction", "recommendation"} <= {found.proposal.task, *(near.task for near in found.near)}
    assert all(near.because for near in found.others)


def test_words_are_alike_in_all_their_spellings() -> None:
    for words in ("label labels labelled labeled labelling", "class classes", "colour color", "category categories"):
        assert len({stem(word) for word in words.split()}) == 1, words
    assert stem("standardise") == stem("standardize")
    assert stem("rate") != stem("rating")


@pytest.mark.parametrize(
    ("phrase", "text", "ends"),
    [
        ("false negative|positive", "false positives", 2),
        ("few very? far values", "few far values", 3),
        ("few very? far values", "few very far values", 4),
        ("variance .. grows", "variance of the noise slowly grows", 5),
        ("variance .. grows", "variance of it, and noise grows", -1),
        ("variance ... grows", "variance of it, and noise grows", 7),
        ("variance ... grows", "variance. Noise grows", -1),
        ("# classes", "12 classes", 2),
        ("0 or 1", "0 or 2", -1),
        ("two classes", "2 classes", 2),
        ("#n levels", "5 levels", 2),
        ("#n levels", "five levels", 2),
        ("#n levels", "1 level", -1),
        ("#n levels", "0.95 level", -1),
        ("#n levels", "30 % level", -1),
    ],
)
def test_phrases_are_found_with_their_gaps(phrase: str, text: str, ends: int) -> None:
    assert end_of(read_phrase(phrase), tokens_of(text), 0) == ends


SYNONYMS = """\
tasks:
  regression: {says: [price], hints: [cost]}
facts:
  - {fact: outliers, phrases: [crazy value]}
  - {fact: pos_rate, in: [segmentation], phrases: ["# foreground"]}
common: [custom]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "told"),
    [
        ("regression", "regresion", 2, "tasks.regresion", 'no task "regresion"; did you mean regression'),
        ("fact: outliers", "fact: outlires", 4, "facts[0].fact", 'no fact "outlires"; did you mean outliers'),
        ("fact: outliers", "fact: outliers=huge", 4, "facts[0].fact", "outliers does not take"),
        ("fact: outliers", "fact: quantile", 4, "facts[0].phrases[0]", "quantile is a number: expected a #"),
        ("fact: outliers", "fact: metric", 4, "facts[0].fact", "metric needs a value"),
        ("[segmentation]", "[ranking]", 5, "facts[1].in[0]", "pos_rate plays no part in ranking"),
        ("[segmentation]", "[rankin]", 5, "facts[1].in[0]", 'no task "rankin"; did you mean ranking'),
        ("crazy value", "crazy?", 4, "facts[0].phrases[0]", "has to begin and to end with a word"),
        ("says: [price]", "says: [price ..]", 2, "tasks.regression.says[0]", "has to begin and to end with a word"),
        ("hints", "hint", 2, "tasks.regression.hint", "did you mean hints?"),
        ("[crazy value]", "[crazy value, crazy values]", 4, "facts[0].phrases[1]", 'says no more than "crazy value"'),
        (
            "crazy value]",
            "crazy value], unless: [crazy?]",
            4,
            "facts[0].unless[0]",
            "has to begin and to end with a word",
        ),
        ("common", "comon", 6, "comon", "did you mean common?"),
    ],
)
def test_a_wrong_synonym_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, key: str, told: str
) -> None:
    (tmp_path / FILE).write_text(SYNONYMS.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BankError) as caught:
        read_words(tmp_path)
    fault = caught.value.faults[0]
    assert (fault.line, fault.key) == (line, key)
    assert told in fault.message


def test_sound_synonyms_are_taken(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SYNONYMS, encoding="utf-8")
    assert {stem("price"), "crazy", "#"} <= set(read_words(tmp_path))
