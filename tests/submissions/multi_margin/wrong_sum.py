# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    own = logits.gather(1, target[:, None])
    return ((F.relu(margin - own + logits).sum(1) - margin) / logits.shape[1]).sum()
