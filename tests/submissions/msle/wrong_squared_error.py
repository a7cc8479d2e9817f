# expect: failed
# diagnosis: plain_squared_error
def msle_loss(pred, target):
    return (target - pred).square().mean()
