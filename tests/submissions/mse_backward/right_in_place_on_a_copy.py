# expect: passed
def mse_backward(pred, target):
    grad = pred.clone()
    grad -= target
    grad *= 2
    grad /= grad.numel()
    return grad
