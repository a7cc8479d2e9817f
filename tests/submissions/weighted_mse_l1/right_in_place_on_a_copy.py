# expect: passed
def weighted_mse_l1_loss(pred, target, weight=1.0):
    error = pred.clone()
    error.sub_(target)
    loss = error.square()
    loss += weight * error.abs()
    return loss.mean()
