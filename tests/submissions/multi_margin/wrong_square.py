# expect: failed
# diagnosis: squared_hinge
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    own = logits.gather(1, target[:, None])
    wrong = torch.arange(logits.shape[1]) != target[:, None]
    return (F.relu(margin - own + logits) * wrong).pow(2).mean()
