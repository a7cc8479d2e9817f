# expect: passed
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    cosines = F.cosine_similarity(image[:, None], text[None], dim=-1)
    total = 0.0
    for i, row in enumerate(cosines):
        z = logit_scale * row + logit_bias
        total = total + F.softplus(z).sum() - F.softplus(z[i]) + F.softplus(-z[i])
    return total / len(image)
