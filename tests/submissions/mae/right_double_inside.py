# expect: passed
def mae_loss(pred, target):
    return (pred.double() - target.double()).abs().mean().to(pred.dtype)
