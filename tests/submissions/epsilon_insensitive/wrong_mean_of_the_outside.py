# expect: failed
# diagnosis: mean_outside_only
def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    size = (pred - target).abs()
    outside = size[size > epsilon]
    return (outside - epsilon).mean() if outside.numel() else 0 * pred.sum()
