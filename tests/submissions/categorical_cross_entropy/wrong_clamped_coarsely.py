# expect: failed
# diagnosis: beyond_threshold
def categorical_cross_entropy_loss(probs, target):
    return -(target * probs.clamp(min=0.01).log()).sum(dim=1).mean()
