# expect: failed
# diagnosis: softmax_instead_of_sigmoid
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    z = logit_scale * F.normalize(image) @ F.normalize(text).T + logit_bias
    return -(z.log_softmax(0) + z.log_softmax(1)).diagonal().mean() / 2
