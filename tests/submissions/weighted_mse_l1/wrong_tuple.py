# expect: failed
# diagnosis: not_a_tensor
# A loss for a logger: the caller cannot call backward on a tuple.
import torch.nn.functional as F


def weighted_mse_l1_loss(pred, target, weight=1.0):
    squared, absolute = F.mse_loss(pred, target), F.l1_loss(pred, target)
    return squared + weight * absolute, {"mse": squared, "l1": absolute}
