# expect: failed
# diagnosis: sizes_compared
# -1 against 1 would be perfect.
def mae_loss(pred, target):
    return (pred.abs() - target.abs()).abs().mean()
