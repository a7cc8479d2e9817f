# expect: passed
# One logarithm: of the probability that the model gave to what happened.
import torch


def bce_loss(probs, target):
    of_label = torch.where(target == 1, probs, 1 - probs)
    return torch.clamp(-of_label.log(), max=100.0).mean()
