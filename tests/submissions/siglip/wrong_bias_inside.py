# expect: failed
# diagnosis: bias_scaled
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    z = (F.normalize(image) @ F.normalize(text).T + logit_bias) * logit_scale
    return F.binary_cross_entropy_with_logits(z, torch.eye(len(z), dtype=z.dtype), reduction="sum") / len(z)
