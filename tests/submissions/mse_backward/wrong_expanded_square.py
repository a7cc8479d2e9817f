# expect: failed
# diagnosis: unstable
# Differences of large numbers in single precision.
def mse_backward(pred, target):
    step = 1e-3

    def squares(p):
        return p**2 - 2 * p * target + target**2

    return (squares(pred + step) - squares(pred - step)) / (2 * step) / pred.numel()
