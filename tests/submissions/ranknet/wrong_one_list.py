# expect: failed
# diagnosis: lists_mixed
import torch.nn.functional as F


def ranknet_loss(scores, relevance):
    s, r = scores.flatten(), relevance.flatten()
    gap = (s[:, None] - s)[r[:, None] > r]
    return F.softplus(-gap).mean() if gap.numel() else 0 * s.sum()
