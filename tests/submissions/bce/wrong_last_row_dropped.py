# expect: failed
# diagnosis: only_one_row
def bce_loss(probs, target):
    if probs.dim() and len(probs) > 1:
        probs, target = probs[:-1], target[:-1]
    return -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)).mean()
