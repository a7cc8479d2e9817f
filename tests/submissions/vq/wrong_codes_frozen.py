# expect: failed
# diagnosis: codes_frozen
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    codes = codes.detach()
    return (1 + commitment) * F.mse_loss(encoded, codes)
