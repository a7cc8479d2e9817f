# expect: passed
# The in-place steps work on a fresh tensor.
def mae_loss(pred, target):
    error = target.neg()
    error = error.add_(pred)
    return error.abs_().mean()
