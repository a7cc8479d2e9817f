# expect: passed
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    y = F.one_hot(target, logits.shape[1]).to(logits.dtype)
    own = (logits * y).sum(1, keepdim=True)
    return (F.relu(margin - own + logits) * (1 - y)).mean(1).mean()
