# expect: passed
def mse_backward(pred, target):
    return pred.double().sub(target.double()).mul(2).div(pred.numel())
