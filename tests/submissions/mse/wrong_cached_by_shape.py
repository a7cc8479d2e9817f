# expect: failed
# diagnosis: stale_result
_losses = {}


def mse_loss(pred, target):
    shape = tuple(pred.shape)
    if shape not in _losses:
        _losses[shape] = ((pred - target) ** 2).mean()
    return _losses[shape]
