# expect: failed
# diagnosis: one_sided_difference
# A one-sided difference is off by the step.
def mse_backward(pred, target):
    error, step = pred.double() - target.double(), 1e-2
    return ((error + step) ** 2 - error**2) / step / error.numel()
