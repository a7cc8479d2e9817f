# expect: failed
# diagnosis: scale_detached | detached_gradient | gradient_only
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale.detach() * F.normalize(image) @ F.normalize(text).T
    own = torch.arange(len(z))
    return (F.cross_entropy(z, own) + F.cross_entropy(z.T, own)) / 2
