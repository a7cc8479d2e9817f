# expect: failed
# diagnosis: probs_clamped
# Looks harmless; every confident prediction loses its gradient.
def bce_loss(probs, target):
    p = probs.clamp(0.001, 0.999)
    return -(target * p.log() + (1 - target) * (1 - p).log()).mean()
