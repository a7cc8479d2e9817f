# expect: failed
# diagnosis: not_normalised
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * torch.einsum("nd,md->nm", image, text)
    own = torch.arange(len(z))
    return (F.cross_entropy(z, own) + F.cross_entropy(z.T, own)) / 2
