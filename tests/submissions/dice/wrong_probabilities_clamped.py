# expect: failed
# diagnosis: probs_clamped
# Probabilities clamped at 1e-6.
def dice_loss(probs, target, smooth=1.0):
    p, y = probs.flatten(1), target.flatten(1)
    p = p.clamp(1e-6, 1 - 1e-6)
    return (1 - (2 * (p * y).sum(1) + smooth) / (p.sum(1) + y.sum(1) + smooth)).mean()
