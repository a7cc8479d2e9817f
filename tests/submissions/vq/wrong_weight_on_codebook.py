# expect: failed
# diagnosis: weight_on_the_codebook
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return F.mse_loss(codes.detach(), encoded) + commitment * F.mse_loss(codes, encoded.detach())
