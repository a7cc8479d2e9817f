# expect: failed
# diagnosis: epsilon_in_the_log | unstable | probs_clamped
import torch


def multiclass_focal_loss(logits, target, gamma=2.0):
    p = logits.softmax(1)[torch.arange(len(target)), target] + 1e-6
    return ((1 - p) ** gamma * -p.log()).mean()
