# expect: failed
# diagnosis: first_element_only
import torch


def mse_backward(pred, target):
    grad = torch.zeros_like(pred)
    grad.view(-1)[0] = 2 * (pred - target).reshape(-1)[0] / pred.numel()
    return grad
