# expect: failed
# diagnosis: mutates_input
# numpy() shares memory with the tensor.
import numpy as np


def mse_backward(pred, target):
    t = target.numpy()
    np.subtract(pred.numpy(), t, out=t)
    return 2 * t / t.size
