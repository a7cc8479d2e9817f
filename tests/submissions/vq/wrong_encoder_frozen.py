# expect: failed
# diagnosis: encoder_frozen
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    encoded = encoded.detach()
    return F.mse_loss(codes, encoded) + commitment * F.mse_loss(encoded, codes)
