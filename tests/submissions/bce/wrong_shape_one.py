# expect: failed
# diagnosis: wrong_shape
def bce_loss(probs, target):
    cost = -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100))
    return cost.reshape(1, -1).mean(dim=1)
