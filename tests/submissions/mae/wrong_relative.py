# expect: failed
# diagnosis: relative_error
# MAPE: not defined for a target of 0.
def mae_loss(pred, target):
    return ((pred - target) / target).abs().mean()
