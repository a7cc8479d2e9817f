# expect: failed
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    own = logits.gather(1, target[:, None])
    return F.softplus(margin - own + logits).scatter(1, target[:, None], 0.0).mean()
