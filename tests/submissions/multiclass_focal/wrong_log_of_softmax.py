# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def multiclass_focal_loss(logits, target, gamma=2.0):
    p = logits.softmax(1)[torch.arange(len(target)), target]
    return ((1 - p) ** gamma * -p.log()).mean()
