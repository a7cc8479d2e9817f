# expect: failed
# diagnosis: softmax_on_probs
import torch


def categorical_focal_loss(probs, target, gamma=2.0):
    log_p = (torch.log_softmax(probs, dim=1) * target).sum(dim=1)
    return -((1 - log_p.exp()) ** gamma * log_p).mean()
