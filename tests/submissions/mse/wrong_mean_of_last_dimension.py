# expect: failed
# diagnosis: only_flat
# Means over the last dimension, added up.
def mse_loss(pred, target):
    return ((pred - target) ** 2).mean(dim=-1).sum()
