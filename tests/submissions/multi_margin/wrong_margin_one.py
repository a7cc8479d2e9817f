# expect: failed
# diagnosis: margin_ignored | parameter_ignored
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    own = logits.gather(1, target[:, None])
    return (F.relu(1.0 - own + logits).sum(1) - 1.0).mean() / logits.shape[1]
