# expect: failed
# diagnosis: gradient_only | unstable | root_of_the_square
# Right in value; autograd gives NaN where the error is 0.
import torch


def mae_loss(pred, target):
    return torch.sqrt((pred - target) ** 2).mean()
