"""CLIP: images choose among texts, texts among images, and the two cross-entropies are averaged."""

import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    image = image / image.norm(dim=1, keepdim=True)
    text = text / text.norm(dim=1, keepdim=True)
    logits = logit_scale * image @ text.T
    own = torch.arange(len(image), device=image.device)
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
