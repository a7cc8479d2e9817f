# expect: failed
# diagnosis: only_the_worst_rival
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    rival = logits.scatter(1, target[:, None], -torch.inf).amax(1)
    return F.relu(margin - logits.gather(1, target[:, None])[:, 0] + rival).mean()
