# expect: failed
# diagnosis: clip_missing
import torch.nn.functional as F


def clipped_value_loss(values, old_values, returns, clip=0.2):
    return 0.5 * F.mse_loss(values, returns.detach())
