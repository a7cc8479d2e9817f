"""Kinds of wording that were misread once, each in several forms and beside what only looks like it."""

from __future__ import annotations

import pytest

from lossquiz.selection import recommend
from lossquiz.selection.conditions import Value
from lossquiz.selection.described import understand


def facts_in(text: str, task: str = "") -> dict[str, Value]:
    return understand(text, task).proposal.as_facts()


def advised(text: str) -> tuple[str, dict[str, Value], str]:
    """Return the task and the facts that a text is read as, and the loss that comes first for them."""
    found = understand(text).proposal
    facts = found.as_facts()
    return found.task, facts, recommend(found.task, facts).choices[0].loss


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("multi-label classification, long-tailed", "multilabel_classification"),
        ("multi label text classification, most labels are rare", "multilabel_classification"),
        ("multi-label image classifier, rare classes matter", "multilabel_classification"),
        ("long-tail multi-label recognition with 80 classes", "multilabel_classification"),
        ("multi-label classification of documents with class imbalance and a long tail", "multilabel_classification"),
        ("image classification, each image may have several labels, long tail", "multilabel_classification"),
        ("text classification where a document can carry several labels, rare classes", "multilabel_classification"),
        ("classify X-rays, one scan can have more than one label, class imbalance", "multilabel_classification"),
        ("product classification, multiple labels per product, class weights", "multilabel_classification"),
        ("image classification, labels are not mutually exclusive, long-tailed", "multilabel_classification"),
        ("one binary classifier per label, multi-label, long tail", "multilabel_classification"),
        ("binary image classification, rare positives", "binary_classification"),
        ("binary text classification with a long tail of topics", "binary_classification"),
        ("binary sentiment classification of reviews", "binary_classification"),
        ("image classification, binary, 2 % positive", "binary_classification"),
        ("two-class image classification, rare class", "binary_classification"),
        ("binary document classifier, minority class matters", "binary_classification"),
        ("image classification into two classes, heavy imbalance", "binary_classification"),
        ("ordinal image classification, rare grades, long tail", "ordinal_classification"),
        ("image classification, not binary, 30 species", "multiclass_classification"),
        ("image classification with binary features, 10 classes", "multiclass_classification"),
        ("multi-class or multi-label? every image has exactly one of 20 classes", "multiclass_classification"),
        ("long-tailed image classification", "multiclass_classification"),
        ("binary segmentation of roads", "segmentation"),
        ("image classification with multi-hot targets, long tail", "multilabel_classification"),
        ("image classification: defect vs no defect, rare defects", "binary_classification"),
        ("detect small objects, few pixels each", "object_detection"),
        ("classification of binary files into malware families, 20 classes", "multiclass_classification"),
        ("binary neural network for image classification of 10 classes", "multiclass_classification"),
        ("image classification with binary codes as inputs, 10 classes", "multiclass_classification"),
        ("label smoothing or not for image classification", "multiclass_classification"),
        ("image generation from captions", "generative"),
    ],
)
def test_the_sort_of_classes_that_is_named_outright_wins(text: str, task: str) -> None:
    assert understand(text).proposal.task == task


@pytest.mark.parametrize(
    "text",
    [
        "multi-label classification, long-tailed",
        "image classification, each image may have several labels, long tail",
        "multilabel tagging of songs with a long tail of tags",
        "multi-label, long-tailed label distribution",
        "multi-label classification, most labels are rare",
    ],
)
def test_a_long_tail_of_labels_is_an_imbalance(text: str) -> None:
    proposal = understand(text).proposal
    assert recommend(proposal.task, proposal.as_facts()).choices[0].loss == "asl"


@pytest.mark.parametrize(
    "text",
    [
        "learn embeddings from triplets",
        "we have triplets",
        "triplets of anchor positive negative",
        "train an image embedding on triplets",
        "embeddings, the data are (anchor, positive, negative) triples",
        "face embeddings, our data set is triplets",
        "each training example is an anchor, a positive and a negative, learn an embedding",
        "metric learning on a triplet data set of shoes",
        "labelled triplets: which of two songs is closer to the first",
        "sentence embeddings from query, positive and negative passages",
    ],
)
def test_triplets_that_are_there_are_a_fact(text: str) -> None:
    task, facts, loss = advised(text)
    assert task == "similarity"
    assert facts.get("triplets") is True
    assert "anchor_positive_pairs" not in facts
    assert loss == "triplet"


@pytest.mark.parametrize(
    "text",
    [
        "face embeddings, is triplet loss better than contrastive?",
        "triplet margin loss stays at the margin, embeddings collapse",
        "embeddings with a triplet network, only pairs are there",
        "embeddings, we have no triplets",
        "image embeddings, semi-hard triplet mining is slow",
    ],
)
def test_a_triplet_loss_is_no_triplet(text: str) -> None:
    assert "triplets" not in facts_in(text, "similarity")


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("claim amounts, most are zero", "regression"),
        ("most are zero", "regression"),
        ("many hours zero", "regression"),
        ("half the values are exactly 0", "regression"),
        ("predict insurance claim cost, most are zero", "regression"),
        ("spend per customer, the majority is zero", "regression"),
        ("regression, more than half of the targets equal zero", "regression"),
        ("rainfall amount, 80% of the days are exactly zero", "regression"),
        ("predict medical cost, nearly all patients have zero cost", "regression"),
        ("claim cost regression, two thirds are 0", "regression"),
        ("predict revenue per user, lots of users at zero", "regression"),
        ("solar power forecast, many hours are zero", "forecasting"),
        ("claim severity, a large share is exactly zero", "regression"),
        ("predict sales amount; the vast majority of rows are 0", "regression"),
        ("positive claim costs, most of them zero", "regression"),
        ("the target is zero for most rows", "regression"),
        ("donation amount, three quarters of people give nothing", "regression"),
        ("predict medical cost, usually zero", "regression"),
        ("cost is 0 in 70% of cases, otherwise positive", "regression"),
    ],
)
def test_many_zeros_are_read_however_they_are_counted(text: str, task: str) -> None:
    found = understand(text, "forecasting" if task == "forecasting" else "").proposal
    assert found.task == task
    assert found.as_facts().get("zero_inflated") is True
    assert recommend(found.task, found.as_facts()).choices[0].loss == "tweedie"


@pytest.mark.parametrize(
    "text",
    [
        "house prices, most features are zero",
        "temperature regression, half of the days are below zero",
        "regression, many values are between zero and one",
        "house prices, most of the gradients are zero",
        "predict rent, most are not zero",
        "regression, many of the predictions are exactly zero",
        "house prices, most columns are 0 or 1",
        "regression, most residuals are close to zero",
        "house prices, many have zero bedrooms",
        "predict rent, most missing values are coded as 0",
    ],
)
def test_zeros_of_something_else_are_no_zeros_of_the_target(text: str) -> None:
    facts = facts_in(text, "regression")
    assert "zero_inflated" not in facts
    assert "zeros_present" not in facts


@pytest.mark.parametrize(
    ("text", "task", "fact"),
    [
        ("next word prediction", "language_modelling", "causal"),
        ("predict the next character of a text", "language_modelling", "causal"),
        ("guess the following word in a message", "language_modelling", "causal"),
        ("keyboard that suggests the next word", "language_modelling", "causal"),
        ("next-character prediction on Shakespeare", "language_modelling", "causal"),
        ("autocomplete for code", "language_modelling", ""),
        ("fill in masked words", "language_modelling", "masked_tokens"),
        ("predict the missing words in a sentence", "language_modelling", "masked_tokens"),
        ("guess hidden words from context", "language_modelling", "masked_tokens"),
        ("masked word prediction", "language_modelling", "masked_tokens"),
        ("fill in the blanks in a text", "language_modelling", "masked_tokens"),
        ("predict words in a sentence", "language_modelling", ""),
        ("predict a word from its context", "language_modelling", ""),
        ("match images and captions", "similarity", "image_text"),
        ("find the caption that belongs to a photo", "similarity", "image_text"),
        ("match product photos with their descriptions", "similarity", "image_text"),
        ("retrieve images by a text query", "similarity", "image_text"),
        ("align pictures and texts in one space", "similarity", "image_text"),
        ("image-caption matching", "similarity", "image_text"),
        ("which caption fits which image", "similarity", "image_text"),
        ("given a caption find the image", "similarity", "image_text"),
        ("text-to-image search engine", "similarity", "image_text"),
        ("write captions for images", "translation", ""),
        ("image captioning", "translation", ""),
        ("edge detection with few edge pixels", "segmentation", "imbalance"),
        ("contour detection in photos, rare contour pixels", "segmentation", "imbalance"),
        ("detect edges in images", "segmentation", ""),
        ("lane line detection, few lane pixels", "segmentation", "imbalance"),
        ("boundary detection in micrographs", "segmentation", ""),
        ("saliency detection in photos", "segmentation", ""),
        ("shadow detection, per pixel", "segmentation", ""),
        ("question answering over documents with a retriever", "similarity", ""),
        ("train the retriever of a RAG system", "similarity", ""),
        ("retrieve passages that answer a question", "similarity", ""),
        ("open-domain question answering, dense passage retrieval", "similarity", ""),
        ("find the paragraph that answers a user question", "similarity", ""),
        ("retrieval augmented generation, train the retriever", "similarity", ""),
        ("tag each word of a sentence", "sequence_tagging", ""),
        ("predict a tag for every word in a sentence", "sequence_tagging", ""),
    ],
)
def test_words_captions_edges_and_retrievers_are_read_by_what_is_done_with_them(
    text: str, task: str, fact: str
) -> None:
    found = understand(text).proposal
    # Ranking by a model of pairs and similarity by embeddings are both right for a retriever.
    allowed = {task, "ranking"} if not fact and task == "similarity" else {task}
    assert found.task in allowed
    assert not fact or fact in found.as_facts()


@pytest.mark.parametrize(
    "text",
    [
        "train a sentence embedding model with query and passage pairs",
        "text embeddings from question-answer pairs",
        "sentence embeddings on pairs of title and body",
        "embedding model, (query, document) pairs",
        "semantic search embeddings trained on query-passage pairs",
        "bi-encoder, our data are question and answer pairs",
        "embeddings from pairs of a question and its answer",
        "product search embeddings from query and product pairs",
        "sentence embeddings, pairs of English sentences and their paraphrases",
    ],
)
def test_pairs_that_belong_together_are_anchors_with_a_positive(text: str) -> None:
    task, facts, loss = advised(text)
    assert task == "similarity"
    assert facts.get("anchor_positive_pairs") is True
    assert loss == "info_nce"


@pytest.mark.parametrize(
    "text",
    [
        "sentence embeddings, query and passage pairs labelled relevant or not",
        "sentence embeddings, question pairs scored from 0 to 5",
        "embeddings, query-document pairs with a similarity score",
        "embeddings, question and answer pairs labelled 0 or 1",
    ],
)
def test_pairs_with_a_label_are_none(text: str) -> None:
    assert "anchor_positive_pairs" not in facts_in(text, "similarity")


@pytest.mark.parametrize(
    ("text", "task", "fact", "value"),
    [
        ("classify plants, 10 000 classes", "", "n_classes", 10000),
        ("10\u202f000 classes of products", "multiclass", "n_classes", 10000),
        ("classify plants, 10\u00a0000 species", "", "n_classes", 10000),
        ("classify plants, 10'000 classes", "", "n_classes", 10000),
        ("classify plants, 10.000 classes", "", "n_classes", 10000),
        ("classify plants, 1 200 classes", "", "n_classes", 1200),
        ("fraud, 1 in 10 000 transactions", "", "pos_rate", 0.0001),
        ("classify products into 12 500 categories", "", "n_classes", 12500),
        ("predict percentage between 0 and 100", "", "bounded_target", "0_100"),
        ("predict a share from 0 to 1", "regression", "bounded_target", "0_1"),
        ("estimate humidity between 0 and 100", "regression", "bounded_target", "0_100"),
        ("predict a quality index between 0 and 10", "regression", "bounded_target", "0_10"),
        ("regression, the mark is between 0 and 20", "regression", "bounded_target", "0_20"),
        ("predict the fill level in percent, 0 to 100", "regression", "bounded_target", "0_100"),
        ("regression, target in the range 0 to 5", "", "bounded_target", "0_5"),
        ("predict soil moisture (0 to 1)", "", "bounded_target", "0_1"),
        ("percentages from 0 to 100", "regression", "bounded_target", "0_100"),
        ("predict the correlation, between -1 and 1", "regression", "bounded_target", "-1_1"),
    ],
)
def test_numbers_and_bounds_in_other_spellings(text: str, task: str, fact: str, value: Value) -> None:
    assert facts_in(text, task)[fact] == (value if isinstance(value, str) else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("house prices, few outliers", "outliers"),
        ("house prices, very few outliers", "outliers"),
        ("temperature regression, there are few outliers", "outliers"),
        ("regression, few spikes", "outliers"),
        ("regression with few heavy tails", "heavy_tails"),
        ("regression, little measurement noise", "noisy_targets"),
        ("predict sales between 2010 and 2020", "bounded_target"),
        ("predict prices between 5 and 6 pm", "bounded_target"),
    ],
)
def test_few_without_an_article_is_hardly_any(text: str, fact: str) -> None:
    assert fact not in facts_in(text, "regression")


@pytest.mark.parametrize(
    "text",
    [
        "house prices, a few outliers",
        "house prices with quite a few outliers",
        "house prices, some outliers",
        "house prices, a few wild outliers",
        "house prices, few but huge outliers",
    ],
)
def test_a_few_are_some(text: str) -> None:
    assert facts_in(text)["outliers"] in {True, "gross"}


@pytest.mark.parametrize(
    "text",
    [
        "Dense retrieval: query-passage positive pairs, in-batch negatives, large batch",
        "query-passage positive pairs with in-batch negatives",
        "Dense retrieval with in-batch negatives",
        "bi-encoder, other passages in the batch as negatives",
        "sentence embeddings, the other items of the batch serve as negatives",
        "embedding model trained on (query, positive) with batch negatives",
    ],
)
def test_negatives_of_the_batch_are_no_triplets(text: str) -> None:
    task, facts, loss = advised(text)
    assert task == "similarity"
    assert facts.get("in_batch_negatives") is True
    assert "triplets" not in facts
    assert loss == "info_nce"


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("bi-encoder, query, positive and negative passages, in-batch negatives", {"triplets", "in_batch_negatives"}),
        ("bi-encoder without in-batch negatives", set()),
        ("embeddings, positive pairs and sampled negatives", {"anchor_positive_pairs"}),
    ],
)
def test_triplets_beside_negatives_of_the_batch_stay_triplets(text: str, facts: set[str]) -> None:
    assert set(facts_in(text, "similarity")) == facts


@pytest.mark.parametrize(
    "text",
    [
        "Find positives when only some positives are labelled and the rest is unlabelled",
        "only some positives are labelled, the rest is unlabelled; binary classifier",
        "detect disease; only some patients are labelled positive, the others are unlabelled",
        "a few labelled positives and many unlabelled examples",
        "we have labelled fraud cases, everything else is unlabelled",
        "only positive examples are labelled, the remainder is unlabelled",
        "some positives are known and the rest are unknown",
    ],
)
def test_some_labelled_positives_beside_the_unlabelled_are_positive_and_unlabelled_data(text: str) -> None:
    task, facts, loss = advised(text)
    assert task == "binary_classification"
    assert facts.get("positive_unlabeled") is True
    assert loss == "nnpu"


@pytest.mark.parametrize(
    "text",
    [
        "image classification, some images are labelled, the rest is unlabelled",
        "anomaly detection, few labelled anomalies, the rest unlabelled",
        "fraud detection, positives and negatives are labelled",
    ],
)
def test_other_labels_that_are_missing_are_no_positive_and_unlabelled_data(text: str) -> None:
    assert "positive_unlabeled" not in facts_in(text)


@pytest.mark.parametrize(
    ("text", "task", "metric", "loss"),
    [
        ("Sentence similarity with human scores 0-5, evaluated by Spearman", "similarity", "spearman", "cosent"),
        ("STS benchmark, cosine similarity judged by Spearman", "similarity", "spearman", "cosent"),
        ("sentence similarity, measured by Spearman", "similarity", "spearman", "cosent"),
        ("sentence similarity, the metric is Spearman", "similarity", "spearman", "cosent"),
        ("sentence similarity, metric: Spearman", "similarity", "spearman", "cosent"),
        ("sentence similarity, optimise for Spearman correlation", "similarity", "spearman", "cosent"),
        ("fraud, judged by precision", "binary_classification", "precision", ""),
        ("fraud, evaluated by recall", "binary_classification", "recall", ""),
    ],
)
def test_a_metric_that_is_named_as_what_judges_is_read_as_the_option_is(
    text: str, task: str, metric: str, loss: str
) -> None:
    found = understand(text).proposal
    assert found.task == task
    assert found.as_facts()["metric"] == metric
    assert not loss or recommend(found.task, found.as_facts()).choices[0].loss == loss


@pytest.mark.parametrize(
    "text",
    [
        "sentence similarity, Spearman is low",
        "fraud, evaluated by precision or recall",
        "fraud, judged by recall cost of the bank",
        "fraud, recall is bad",
    ],
)
def test_a_word_of_prose_is_no_metric_by_itself(text: str) -> None:
    assert "metric" not in facts_in(text)
