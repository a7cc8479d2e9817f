# expect: failed
# diagnosis: no_floor
# 0 * log 0 is nan, and a certain mistake costs infinity.
def bce_loss(probs, target):
    return -(target * probs.log() + (1 - target) * (1 - probs).log()).mean()
