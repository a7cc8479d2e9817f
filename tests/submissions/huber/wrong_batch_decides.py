# expect: failed
# diagnosis: one_branch_for_all
# One outlier sends the whole batch into the linear branch.
def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    if size.max() <= delta:
        return (0.5 * size**2).mean()
    return (delta * (size - 0.5 * delta)).mean()
