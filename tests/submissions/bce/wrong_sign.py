# expect: failed
# diagnosis: sign_flipped
def bce_loss(probs, target):
    return (target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)).mean()
