# expect: failed
# diagnosis: commitment_missing
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return F.mse_loss(codes, encoded.detach())
