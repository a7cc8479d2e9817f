# expect: failed
# diagnosis: commitment_ignored
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return F.mse_loss(codes, encoded.detach()) + F.mse_loss(encoded, codes.detach()) / 4
