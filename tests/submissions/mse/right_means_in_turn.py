# expect: passed
def mse_loss(pred, target):
    """Average one dimension after the other: every slice has the same size, so the mean of means is the mean."""
    loss = (pred - target).square()
    while loss.dim():
        loss = loss.mean(dim=-1)
    return loss
