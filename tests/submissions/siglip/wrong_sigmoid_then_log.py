# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    p = torch.sigmoid(logit_scale * F.normalize(image) @ F.normalize(text).T + logit_bias)
    own = torch.eye(len(p), dtype=torch.bool)
    return -torch.where(own, p, 1 - p).log().sum() / len(p)
