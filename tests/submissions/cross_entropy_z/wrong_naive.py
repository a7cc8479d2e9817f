# expect: failed
# diagnosis: naive_exponential | unstable
import torch.nn.functional as F


def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    z = logits.exp().sum(1).log()
    return F.cross_entropy(logits, target) + z_weight * z.pow(2).mean()
