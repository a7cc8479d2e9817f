# expect: failed
# diagnosis: first_element_only|only_one_row
import torch


def bce_loss(probs, target):
    p, y = probs.flatten()[0], target.flatten()[0]
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
