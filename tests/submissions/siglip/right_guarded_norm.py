# expect: passed
import torch
import torch.nn.functional as F


def unit(x):
    return x / (x.norm(dim=1, keepdim=True) + 1e-8)


def siglip_loss(image, text, logit_scale, logit_bias):
    z = logit_scale * unit(image) @ unit(text).T + logit_bias
    y = 2 * torch.eye(len(z), dtype=z.dtype) - 1
    return -F.logsigmoid(y * z).sum() / len(z)
