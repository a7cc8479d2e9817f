# expect: passed
def mae_loss(pred, target):
    return abs(pred - target).mean()
