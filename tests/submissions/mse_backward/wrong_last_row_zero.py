# expect: failed
# diagnosis: batch_reduction | only_one_row
# The last row of a batch gets no gradient.
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
    if grad.dim() and grad.shape[0] > 1:
        grad[-1] = 0
    return grad
