# expect: failed
# diagnosis: sigmoid_on_probs
import torch


def bce_loss(probs, target):
    p = torch.sigmoid(probs)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()
