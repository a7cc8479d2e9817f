# expect: failed
# diagnosis: broadcast
# (N,) against (N, 1) is an N x N table of errors.
def mae_loss(pred, target):
    if target.dim() == 1:
        target = target.unsqueeze(-1)
    return (pred - target).abs().mean()
