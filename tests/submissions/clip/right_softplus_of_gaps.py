# expect: passed
import torch


def clip_loss(image, text, logit_scale):
    # each own pair against the others: log(1 + sum of e^gap), in one go
    z = logit_scale * (image / image.norm(dim=1, keepdim=True)) @ (text / text.norm(dim=1, keepdim=True)).T
    own = torch.diagonal(z)
    rows = torch.logsumexp(z - own[:, None], dim=1)
    columns = torch.logsumexp(z - own[None, :], dim=0)
    return torch.cat((rows, columns)).mean()
