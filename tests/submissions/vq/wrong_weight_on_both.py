# expect: failed
# diagnosis: weight_on_both
import torch.nn.functional as F


def vq_loss(encoded, codes, commitment=0.25):
    return commitment * (F.mse_loss(codes, encoded.detach()) + F.mse_loss(encoded, codes.detach()))
