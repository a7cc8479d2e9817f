# expect: failed
# diagnosis: detached_gradient
import torch


def bce_loss(probs, target):
    with torch.no_grad():
        q = torch.where(target > 0, probs, 1 - probs)
        return q.log().clamp(min=-100).mean().neg()
