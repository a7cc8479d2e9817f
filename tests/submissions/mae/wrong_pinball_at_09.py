# expect: failed
# diagnosis: quantile_instead|one_sided
# The quantile loss, at a level that is not its usual one.
import torch


def mae_loss(pred, target):
    e = target - pred
    return torch.maximum(0.9 * e, -0.1 * e).mean()
