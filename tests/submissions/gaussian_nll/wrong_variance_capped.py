# expect: failed
# diagnosis: unstable
# Variance held at 1e4.
def gaussian_nll_loss(mean, target, var):
    v = var.clamp(1e-6, 1e4)
    return 0.5 * (v.log() + (mean - target) ** 2 / v).mean()
