# expect: failed
# diagnosis: error_not_squared
def charbonnier_loss(pred, target, eps=1e-3):
    return ((target - pred).abs() + eps**2).sqrt().mean()
