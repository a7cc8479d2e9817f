# expect: failed
# diagnosis: difference_of_squares
# The squares are subtracted, not the numbers.
def mse_loss(pred, target):
    return (pred**2 - target**2).mean()
