# expect: failed
# diagnosis: stale_result
import torch

_results = {}


def smooth_l1_loss(pred, target, beta=1.0):
    key = (pred.shape, beta, pred.dtype)
    if key not in _results:
        size = (pred - target).abs()
        far = size - 0.5 * beta
        _results[key] = torch.where(size < beta, 0.5 * size**2 / beta, far).mean() if beta else size.mean()
    return _results[key]
