# expect: failed
# diagnosis: unstable
# Right on paper: at 1e4 the three terms cancel and nothing is left in float32.
def mse_loss(pred, target):
    return (pred**2 - 2 * pred * target + target**2).mean()
