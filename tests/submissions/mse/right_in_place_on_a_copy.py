# expect: passed
def mse_loss(pred, target):
    error = pred.clone()
    error -= target
    weights = error.detach().clone().zero_().add_(1.0).div_(error.numel())
    return (error.mul(error) * weights).sum()
