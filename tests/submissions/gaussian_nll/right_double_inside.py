# expect: passed
def gaussian_nll_loss(mean, target, var):
    dtype = mean.dtype
    mean = mean.double()
    target = target.double()
    var = var.double()
    v = var.clamp(min=1e-6)
    each = 0.5 * (v.log() + (mean - target) ** 2 / v)
    return (each.mean()).to(dtype)
