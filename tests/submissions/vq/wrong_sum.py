# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    fit = F.mse_loss(codes, encoded.detach(), reduction="sum")
    return fit + commitment * F.mse_loss(encoded, codes.detach(), reduction="sum")
