"""Reference metric-learning losses over pairs and triplets, over whole batches, and with a centre for each class.

Every function returns a 0-d tensor of the inputs' dtype: the mean over the rows. Distances are Euclidean and
nothing is normalised; `vector_norm` has the gradient 0 where two embeddings coincide, so it stays finite there.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _cosines(rows: Tensor, columns: Tensor) -> Tensor:
    """Return the cosine of every row of one table with every row of another."""
    return F.normalize(rows, dim=1) @ F.normalize(columns, dim=1).T


def _distance(x1: Tensor, x2: Tensor) -> Tensor:
    distance: Tensor = torch.linalg.vector_norm(x1 - x2, dim=-1)
    return distance


def contrastive_loss(x1: Tensor, x2: Tensor, target: Tensor, margin: float = 1.0) -> Tensor:
    """Contrastive loss y·d² + (1 − y)·max(0, m − d)² with y = 1 for similar pairs, then the mean.

    Args:
        x1: First embeddings, `[N, D]`.
        x2: Second embeddings, `[N, D]`.
        target: 1 where a pair is similar, 0 where it is not, `[N]`, of the embeddings' dtype.
        margin: The distance from which a dissimilar pair costs nothing; positive.

    Returns:
        A scalar, in squared units of the distance d = ‖x1 − x2‖.

    Source: Hadsell, Chopra and LeCun 2006 without the factor ½ and with the labels the other way round.
    """
    distance = _distance(x1, x2)
    pull = target * distance.square()
    push = (1 - target) * F.relu(margin - distance).square()
    return (pull + push).mean()


def contrastive_loss_hadsell(distance: Tensor, target: Tensor, margin: float = 1.0) -> Tensor:
    """Contrastive loss ½(1 − y)·d² + ½y·max(0, m − d)² with y = 1 for dissimilar pairs, then the mean.

    Args:
        distance: Distances of the pairs, `[N]`, not negative.
        target: 0 where a pair is similar, 1 where it is not, `[N]`, of the distances' dtype.
        margin: The distance from which a dissimilar pair costs nothing; positive.

    Returns:
        A scalar, in squared units of the distance.

    Source: Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning an Invariant Mapping, 2006.
    """
    pull = (1 - target) * distance.square()
    push = target * F.relu(margin - distance).square()
    return 0.5 * (pull + push).mean()


def triplet_loss(anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0) -> Tensor:
    """Triplet loss max(0, d(a, p) − d(a, n) + m) with plain Euclidean distances, then the mean.

    Args:
        anchor: Anchors, `[N, D]`.
        positive: Examples of the anchors' own class, `[N, D]`.
        negative: Examples of another class, `[N, D]`.
        margin: By how much the negative must be farther away than the positive; positive.

    Returns:
        A scalar, in units of the distance; satisfied triplets count as zeros.

    Source: torch.nn.TripletMarginLoss with p = 2 and no swap; Balntas et al. 2016.
    """
    gap = _distance(anchor, positive) - _distance(anchor, negative)
    return F.relu(gap + margin).mean()


def info_nce_loss(query: Tensor, key: Tensor, temperature: float = 0.07) -> Tensor:
    """InfoNCE, mean over the rows of logsumexp_j(s_ij/τ) − s_ii/τ with the cosine similarity s_ij of query i and key j.

    Args:
        query: Embeddings, `[N, D]`, no row of zeros; their lengths do not count.
        key: The key of each query in the same row, `[N, D]`; the keys of the other rows are its negatives.
        temperature: τ, by which the similarities are divided; positive.

    Returns:
        A scalar, in nats; log N when all similarities are equal. One direction: queries choose among keys.

    Source: van den Oord, Li and Vinyals 2018, equation 4; sentence-transformers MultipleNegativesRankingLoss.
    """
    scores = _cosines(query, key) / temperature
    return (scores.logsumexp(dim=1) - scores.diagonal()).mean()


def supcon_loss(embeddings: Tensor, labels: Tensor, temperature: float = 0.1) -> Tensor:
    """Supervised contrastive loss with the mean over positives outside the logarithm (SupCon-out).

    For each anchor i: the mean over its positives p of logsumexp_{a ≠ i}(s_ia/τ) − s_ip/τ, s being cosine similarity;
    then the mean over the anchors that have a positive.

    Args:
        embeddings: Embeddings, `[N, D]`, no row of zeros; their lengths do not count.
        labels: Class ids, `[N]`, int64; the other rows of the same class are an anchor's positives.
        temperature: τ, by which the similarities are divided; positive.

    Returns:
        A scalar, in nats; 0 with zero gradient when no row has a positive.

    Source: Khosla et al. 2020, equation 2, averaged over the anchors instead of summed.
    """
    unit = F.normalize(embeddings, dim=1)
    itself = torch.eye(len(unit), dtype=torch.bool, device=unit.device)
    scores = (unit @ unit.T / temperature).masked_fill(itself, -torch.inf)
    positive = (labels[:, None] == labels) & ~itself
    anchors = positive.any(dim=1)
    if not anchors.any():
        return 0 * unit.sum()
    scores, positive = scores[anchors], positive[anchors]
    mean_positive = torch.where(positive, scores, 0.0).sum(dim=1) / positive.sum(dim=1)
    return (scores.logsumexp(dim=1) - mean_positive).mean()


def cosine_embedding_loss(x1: Tensor, x2: Tensor, target: Tensor, margin: float = 0.0) -> Tensor:
    """Cosine embedding loss: 1 − cos where y = 1, max(0, cos − m) where y = −1, then the mean.

    Args:
        x1: First embeddings, `[N, D]`, no row of zeros.
        x2: Second embeddings, `[N, D]`, no row of zeros.
        target: 1 where a pair is similar, −1 where it is not, `[N]`, of the embeddings' dtype.
        margin: The cosine up to which a dissimilar pair costs nothing, from −1 to 1.

    Returns:
        A scalar between 0 and 2.

    Source: torch.nn.CosineEmbeddingLoss.
    """
    cosine = (F.normalize(x1, dim=1) * F.normalize(x2, dim=1)).sum(dim=1)
    return torch.where(target == 1, 1 - cosine, F.relu(cosine - margin)).mean()


def hinge_embedding_loss(distance: Tensor, target: Tensor, margin: float = 1.0) -> Tensor:
    """Hinge embedding loss: the distance where y = 1, max(0, m − distance) where y = −1, then the mean.

    Args:
        distance: Distances of the pairs, any shape, not negative.
        target: 1 where a pair is similar, −1 where it is not, of the distances' dtype.
        margin: The distance from which a dissimilar pair costs nothing; positive.

    Returns:
        A scalar, in units of the distance.

    Source: torch.nn.HingeEmbeddingLoss.
    """
    return torch.where(target == 1, distance, F.relu(margin - distance)).mean()


def batch_hard_triplet_loss(embeddings: Tensor, labels: Tensor, margin: float = 0.2) -> Tensor:
    """Batch-hard triplet loss max(0, farthest positive − nearest negative + m), mean over anchors that have both.

    Args:
        embeddings: Embeddings, `[N, D]`, taken as they are.
        labels: Class ids, `[N]`, int64.
        margin: By how much the nearest negative must be farther away than the farthest positive; positive.

    Returns:
        A scalar, in units of the Euclidean distance; 0 with zero gradient when no anchor has both.

    Source: Hermans, Beyer and Leibe 2017, the batch hard loss, averaged over the anchors.
    """
    distance = _distance(embeddings[:, None], embeddings[None, :])
    same = labels[:, None] == labels
    positive = same & ~torch.eye(len(labels), dtype=torch.bool, device=labels.device)
    anchors = positive.any(dim=1) & (~same).any(dim=1)
    if not anchors.any():
        return 0 * embeddings.sum()
    farthest = distance.masked_fill(~positive, -torch.inf).amax(dim=1)[anchors]
    nearest = distance.masked_fill(same, torch.inf).amin(dim=1)[anchors]
    return F.relu(farthest - nearest + margin).mean()


def clip_loss(image: Tensor, text: Tensor, logit_scale: Tensor) -> Tensor:
    """CLIP's loss: the mean of InfoNCE from images to texts and of InfoNCE from texts to images.

    Args:
        image: Embeddings of images, `[N, D]`, no row of zeros; their lengths do not count.
        text: The embedding of each image's text in the same row, `[N, D]`.
        logit_scale: What multiplies the cosines, as it is (no exponential); 0-d, positive.

    Returns:
        A scalar, in nats; log N when all cosines are equal.

    Source: Radford et al. 2021, figure 3.
    """
    logits = logit_scale * _cosines(image, text)
    return (logits.logsumexp(dim=1) + logits.logsumexp(dim=0) - 2 * logits.diagonal()).mean() / 2


def siglip_loss(image: Tensor, text: Tensor, logit_scale: Tensor, logit_bias: Tensor) -> Tensor:
    """SigLIP's loss: for each of the N² pairs −log σ(y·z), z = scale·cosine + bias; the sum divided by N.

    Args:
        image: Embeddings of images, `[N, D]`, no row of zeros; their lengths do not count.
        text: The embedding of each image's text in the same row, `[N, D]`.
        logit_scale: What multiplies the cosines, as it is (no exponential); 0-d, positive.
        logit_bias: What is added to every logit; 0-d.

    Returns:
        A scalar, in nats per image; y is +1 for a pair of one row and −1 for the others.

    Source: Zhai et al. 2023, algorithm 1, where the scale is the exponential of a parameter.
    """
    logits = logit_scale * _cosines(image, text) + logit_bias
    own = torch.eye(len(image), dtype=torch.bool, device=image.device)
    return F.softplus(torch.where(own, -logits, logits)).sum() / len(image)


def negative_sampling_loss(center: Tensor, context: Tensor, negatives: Tensor) -> Tensor:
    """Skip-gram with negative sampling, −mean over the pairs of log σ(c·o) + Σ_k log σ(−c·n_k).

    Args:
        center: Vectors of the centre words, `[N, D]`, taken as they are.
        context: The vector of a word that was seen beside each of them, `[N, D]`.
        negatives: K vectors that were drawn for each pair, `[N, K, D]`, K ≥ 1.

    Returns:
        A scalar, in nats per pair; (1 + K)·log 2 when all products are 0. Exact for products of ±1e4.

    Source: Mikolov et al. 2013, equation 4, averaged over the pairs.
    """
    seen = (center * context).sum(dim=1)
    drawn = (center[:, None] * negatives).sum(dim=2)
    return (F.softplus(-seen) + F.softplus(drawn).sum(dim=1)).mean()


def _mean_surprise(logits: Tensor, labels: Tensor) -> Tensor:
    own = logits.gather(1, labels[:, None])[:, 0]
    return (logits.logsumexp(dim=1) - own).mean()


def arcface_loss(
    embeddings: Tensor, weight: Tensor, labels: Tensor, scale: float = 30.0, margin: float = 0.5
) -> Tensor:
    """ArcFace: cross-entropy of s·cos θ_j, with s·cos(θ_y + m) for the true class y; mean over the rows.

    Args:
        embeddings: Embeddings, `[N, D]`, no row of zeros; their lengths do not count.
        weight: A centre for each class, `[C, D]`, no row of zeros; their lengths do not count.
        labels: Class ids, `[N]`, int64.
        scale: s, what multiplies all cosines; positive.
        margin: m, by how much the angle to the own centre is widened, in radians.

    Returns:
        A scalar, in nats. Nothing is done about θ + m > π, where the own logit rises as θ grows.

    Source: Deng et al. 2019, equation 3. cos(θ + m) = cos θ·cos m − sin θ·sin m, and the sine is held off 0, where its
    gradient is infinite.
    """
    cosine, rows = _cosines(embeddings, weight), torch.arange(len(labels), device=labels.device)
    own = cosine[rows, labels]
    sine = (1 - own.square()).clamp(min=1e-12).sqrt()
    widened = own * math.cos(margin) - sine * math.sin(margin)
    return _mean_surprise(scale * cosine.index_put((rows, labels), widened), labels)


def cosface_loss(
    embeddings: Tensor, weight: Tensor, labels: Tensor, scale: float = 30.0, margin: float = 0.35
) -> Tensor:
    """CosFace: cross-entropy of s·cos θ_j, with s·(cos θ_y − m) for the true class y; mean over the rows.

    Args:
        embeddings: Embeddings, `[N, D]`, no row of zeros; their lengths do not count.
        weight: A centre for each class, `[C, D]`, no row of zeros; their lengths do not count.
        labels: Class ids, `[N]`, int64.
        scale: s, what multiplies all cosines and the margin; positive.
        margin: m, what is taken off the cosine to the own centre.

    Returns:
        A scalar, in nats.

    Source: Wang et al. 2018, equation 4.
    """
    margins = margin * F.one_hot(labels, len(weight)).to(embeddings.dtype)
    return _mean_surprise(scale * (_cosines(embeddings, weight) - margins), labels)
