# expect: failed
# diagnosis: directions_added | sum_instead_of_mean | scaled_gradient
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T
    return -(z.log_softmax(0) + z.log_softmax(1)).diagonal().mean()
