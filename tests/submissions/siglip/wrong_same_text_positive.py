# expect: failed
# wrong: identical texts count as positives off the diagonal too
import math

import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    i, t = F.normalize(image, dim=1), F.normalize(text, dim=1)
    z = logit_scale * i @ t.T + logit_bias
    pos = (text[:, None] == text[None]).all(-1)
    y = torch.where(pos, 1.0, -1.0).to(z.dtype)
    return -F.logsigmoid(y * z).sum() / len(i)
