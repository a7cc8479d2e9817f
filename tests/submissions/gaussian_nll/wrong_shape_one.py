# expect: failed
# diagnosis: wrong_shape
def gaussian_nll_loss(mean, target, var):
    v = var.clamp(min=1e-6)
    each = 0.5 * (v.log() + (mean - target) ** 2 / v)
    return (each.mean()).reshape(1)
