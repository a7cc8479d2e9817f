# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    e = (logit_scale * F.normalize(image) @ F.normalize(text).T).exp()
    rows = e.diagonal() / e.sum(dim=1)
    columns = e.diagonal() / e.sum(dim=0)
    return -0.5 * (rows.log().mean() + columns.log().mean())
