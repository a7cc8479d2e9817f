# expect: failed
# diagnosis: only_flat
# Right for flat inputs.
def mse_backward(pred, target):
    return 2 * (pred - target) / (pred.shape[-1] if pred.ndim else 1)
