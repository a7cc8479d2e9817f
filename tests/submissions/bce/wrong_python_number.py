# expect: failed
# diagnosis: not_a_tensor
import math


def bce_loss(probs, target):
    total = 0.0
    for p, y in zip(probs.flatten().tolist(), target.flatten().tolist()):
        q = p if y == 1 else 1 - p
        total += max(math.log(q), -100.0) if q > 0 else -100.0
    return -total / probs.numel()
