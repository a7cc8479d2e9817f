# expect: failed
# diagnosis: input_clamped
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    # a cap that the convention does not have
    z = logit_scale.clamp(max=20.0) * F.normalize(image) @ F.normalize(text).T
    own = torch.arange(len(z))
    return (F.cross_entropy(z, own) + F.cross_entropy(z.T, own)) / 2
