# expect: failed
# diagnosis: cosines
import torch.nn.functional as F


def negative_sampling_loss(center, context, negatives):
    seen = F.cosine_similarity(center, context, dim=1)
    drawn = F.cosine_similarity(center[:, None], negatives, dim=2)
    return (F.softplus(-seen) + F.softplus(drawn).sum(1)).mean()
