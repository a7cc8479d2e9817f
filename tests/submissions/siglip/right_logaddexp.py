# expect: passed
import torch


def siglip_loss(image, text, logit_scale, logit_bias):
    u = image / image.norm(dim=1, keepdim=True)
    v = text / text.norm(dim=1, keepdim=True)
    z = (u @ v.T) * logit_scale + logit_bias
    y = torch.full_like(z, -1.0).fill_diagonal_(1.0)
    return torch.logaddexp(torch.zeros_like(z), -y * z).sum(1).mean()
