# expect: failed
# diagnosis: not_normalised
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    z = logit_scale * torch.einsum("id,jd->ij", image, text) + logit_bias
    return F.binary_cross_entropy_with_logits(z, torch.eye(len(z), dtype=z.dtype), reduction="sum") / len(z)
