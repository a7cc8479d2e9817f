# expect: failed
# diagnosis: wrong_dtype
def bce_loss(probs, target):
    p, y = probs.float(), target.float()
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()
