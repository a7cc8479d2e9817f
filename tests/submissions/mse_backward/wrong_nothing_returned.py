# expect: failed
# diagnosis: not_a_tensor
def mse_backward(pred, target):
    grad = 2 * (pred - target) / pred.numel()
