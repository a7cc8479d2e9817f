# expect: failed
# diagnosis: only_texts_choose
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T
    return -z.log_softmax(0).diagonal().mean()
