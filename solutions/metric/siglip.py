"""SigLIP: every pair of an image and a text is a question of its own, answered by yes or no."""

import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    image = image / image.norm(dim=1, keepdim=True)
    text = text / text.norm(dim=1, keepdim=True)
    logits = logit_scale * image @ text.T + logit_bias
    sign = 2 * torch.eye(len(image), device=image.device) - 1
    return -F.logsigmoid(sign * logits).sum() / len(image)
