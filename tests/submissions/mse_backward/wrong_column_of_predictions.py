# expect: failed
# diagnosis: batch_reduction | reduction
# (N, 1) against (N,): each prediction is compared with the mean target.
def mse_backward(pred, target):
    p = pred.unsqueeze(-1) if pred.dim() == 1 else pred
    error = p - target
    return 2 * (error.mean(dim=1) if pred.dim() == 1 else error) / pred.numel()
