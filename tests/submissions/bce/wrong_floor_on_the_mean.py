# expect: failed
# diagnosis: floor_on_the_mean | unstable
# The floor is on the average, so that one impossible element makes the whole batch cost 100.
import torch


def bce_loss(probs, target):
    q = torch.where(target == 1, probs, 1 - probs)
    return -q.log().mean().clamp(min=-100)
