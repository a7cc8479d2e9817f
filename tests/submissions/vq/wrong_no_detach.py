# expect: failed
# diagnosis: nothing_detached
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return (1 + commitment) * F.mse_loss(encoded, codes)
