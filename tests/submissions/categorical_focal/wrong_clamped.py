# expect: failed
# diagnosis: unstable | probs_clamped
def categorical_focal_loss(probs, target, gamma=2.0):
    p = probs.clamp(1e-7, 1 - 1e-7)
    return -((1 - p) ** gamma * target * p.log()).sum(dim=1).mean()
