# expect: passed
import torch


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    # softplus of the log of all others' weight: log(1 + Σ e^(gap))
    cosine = torch.nn.functional.cosine_similarity(embeddings[:, None], weight[None], dim=-1)
    own = cosine.gather(1, labels[:, None])
    mask = torch.nn.functional.one_hot(labels, len(weight)).bool()
    gaps = (scale * (cosine - own + margin)).masked_fill(mask, float("-inf"))
    return torch.nn.functional.softplus(gaps.logsumexp(dim=1)).mean()
