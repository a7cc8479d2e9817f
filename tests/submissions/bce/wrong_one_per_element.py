# expect: failed
# diagnosis: wrong_shape
def bce_loss(probs, target):
    return -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100))
