# expect: forbidden
def mse_backward(pred, target):
    pred = pred.detach().clone().requires_grad_()
    ((pred - target) ** 2).mean().backward()
    return pred.grad
