# expect: failed
# diagnosis: label_smoothing
def categorical_cross_entropy_loss(probs, target):
    smooth = 0.9 * target + 0.1 / target.shape[1]
    return -(smooth * probs.clamp(min=1e-12).log()).sum(dim=1).mean()
