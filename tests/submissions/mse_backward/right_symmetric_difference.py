# expect: passed
def mse_backward(pred, target):
    """A parabola's slope is its symmetric difference quotient, exactly, for any step."""
    error = pred.double() - target.double()
    slope = ((error + 1) ** 2 - (error - 1) ** 2) / 2
    return (slope / error.numel()).to(pred.dtype)
