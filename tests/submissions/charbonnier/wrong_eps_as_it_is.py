# expect: failed
# diagnosis: eps_not_squared
def charbonnier_loss(pred, target, eps=1e-3):
    return (eps + (target - pred).square()).sqrt().mean()
