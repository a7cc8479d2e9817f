# expect: failed
# diagnosis: epsilon_in_the_log | unstable
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    lp = (logits.softmax(1) + 1e-8).log()
    w = weight[target]
    return -(w * lp[torch.arange(len(w)), target]).sum() / w.sum()
