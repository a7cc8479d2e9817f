# expect: failed
# diagnosis: only_images_normalised
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * F.normalize(image) @ text.T
    own = torch.arange(len(z))
    return (F.cross_entropy(z, own) + F.cross_entropy(z.T, own)) / 2
