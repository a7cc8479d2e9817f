# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    lp = logits.softmax(1).log()
    w = weight[target]
    return -(w * lp[torch.arange(len(w)), target]).sum() / w.sum()
