# expect: failed
# diagnosis: codebook_missing
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return commitment * F.mse_loss(encoded, codes.detach())
