# expect: failed
# diagnosis: scaled_gradient
import torch


class Scale(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 1.0

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * 10


def triplet_loss(anchor, positive, negative, margin=1.0):
    near = (anchor - positive).norm(dim=1)
    far = (anchor - negative).norm(dim=1)
    return Scale.apply(torch.relu(near - far + margin).mean())
