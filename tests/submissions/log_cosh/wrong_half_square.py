# expect: failed
# diagnosis: parabola_only
# The expansion near 0, used everywhere.
def log_cosh_loss(pred, target):
    return ((pred - target) ** 2 / 2).mean()
