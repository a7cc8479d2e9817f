# expect: failed
# diagnosis: wrong_dtype
def gaussian_nll_loss(mean, target, var):
    mean = mean.float()
    target = target.float()
    var = var.float()
    v = var.clamp(min=1e-6)
    each = 0.5 * (v.log() + (mean - target) ** 2 / v)
    return each.mean()
