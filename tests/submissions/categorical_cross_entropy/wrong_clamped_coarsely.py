# expect: failed
# diagnosis: beyond_threshold | probs_clamped
def categorical_cross_entropy_loss(probs, target):
    return -(target * probs.clamp(min=0.01).log()).sum(dim=1).mean()
