# expect: failed
# diagnosis: scale_exponentiated
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = F.normalize(image) @ F.normalize(text).T * torch.exp(logit_scale)
    return -(z.log_softmax(0) + z.log_softmax(1)).diagonal().mean() / 2
