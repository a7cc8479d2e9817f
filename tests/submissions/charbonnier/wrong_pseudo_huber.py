# expect: failed
# diagnosis: pseudo_huber_instead
def charbonnier_loss(pred, target, eps=1e-3):
    return (eps * ((eps**2 + (target - pred).square()).sqrt() - eps)).mean()
