# expect: failed
# diagnosis: sum_instead_of_mean
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T
    own = torch.arange(len(z))
    return (F.cross_entropy(z, own, reduction="sum") + F.cross_entropy(z.T, own, reduction="sum")) / 2
