# expect: passed
def mae_loss(pred, target):
    e = pred - target
    return (e * e.detach().sign()).mean()
