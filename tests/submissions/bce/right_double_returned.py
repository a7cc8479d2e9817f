# expect: passed
def bce_loss(probs, target):
    p = probs.double()
    y = target.double()
    return -(y * p.log().clamp(-100, 0) + (1 - y) * (1 - p).log().clamp(-100, 0)).mean()
