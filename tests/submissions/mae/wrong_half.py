# expect: failed
# diagnosis: half
# The pinball loss at the median.
def mae_loss(pred, target):
    return 0.5 * (pred - target).abs().mean()
