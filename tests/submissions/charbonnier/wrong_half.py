# expect: failed
# diagnosis: half
def charbonnier_loss(pred, target, eps=1e-3):
    return (eps**2 + (target - pred).square()).sqrt().mean() / 2
