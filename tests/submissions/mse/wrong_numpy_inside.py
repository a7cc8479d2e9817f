# expect: failed
# diagnosis: detached_gradient
import numpy as np
import torch


def mse_loss(pred, target):
    p, t = pred.detach().numpy(), target.numpy()
    return torch.as_tensor(np.mean((p - t) ** 2))
