# expect: failed
# diagnosis: probs_clamped | unstable | below_threshold
def categorical_cross_entropy_loss(probs, target):
    p = probs.clamp(1e-7, 1 - 1e-7)
    return -(target * p.log()).sum(dim=1).mean()
