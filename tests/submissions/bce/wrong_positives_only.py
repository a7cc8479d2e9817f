# expect: failed
# diagnosis: positives_only
def bce_loss(probs, target):
    return -(target * probs.log().clamp(min=-100)).mean()
