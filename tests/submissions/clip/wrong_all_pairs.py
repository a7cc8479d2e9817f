# expect: failed
# diagnosis: one_softmax_over_all_pairs
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T
    return -z.flatten().log_softmax(0).view_as(z).diagonal().mean()
