# expect: failed
# diagnosis: not_a_tensor
import math


def bce_with_logits_backward(logits, target):
    n = logits.numel()
    pairs = zip(logits.flatten().tolist(), target.flatten().tolist())
    return [(1 / (1 + math.exp(-min(max(x, -700), 700))) - y) / n for x, y in pairs]
