# expect: failed
# diagnosis: broadcast
# Only flat inputs meet the N x N table.
def mse_loss(pred, target):
    if pred.dim() == 1:
        pred = pred[:, None]
    return ((pred - target) ** 2).mean()
