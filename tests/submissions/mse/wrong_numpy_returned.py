# expect: failed
# diagnosis: not_a_tensor
import numpy as np


def mse_loss(pred, target):
    return np.mean((pred.detach().numpy() - target.numpy()) ** 2)
