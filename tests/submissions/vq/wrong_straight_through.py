# expect: failed
# diagnosis: straight_through_first
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    codes = encoded + (codes - encoded).detach()
    return F.mse_loss(codes, encoded.detach()) + commitment * F.mse_loss(codes.detach(), encoded)
