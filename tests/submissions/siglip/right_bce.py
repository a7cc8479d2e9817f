# expect: passed
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T + logit_bias
    return F.binary_cross_entropy_with_logits(z, torch.eye(len(z), dtype=z.dtype), reduction="sum") / len(z)
