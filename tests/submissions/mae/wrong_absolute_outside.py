# expect: failed
# diagnosis: absolute_of_the_mean
def mae_loss(pred, target):
    return abs((pred - target).mean())
