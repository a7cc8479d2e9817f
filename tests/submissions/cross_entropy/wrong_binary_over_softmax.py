# expect: failed
# diagnosis: binary_over_softmax
import torch


def cross_entropy_loss(logits, target):
    p = torch.softmax(logits, dim=1)
    y = torch.nn.functional.one_hot(target, logits.shape[1]).to(p.dtype)
    eps = 1e-12
    per_class = -(y * torch.log(p + eps) + (1 - y) * torch.log(1 - p + eps))
    return per_class.sum(dim=1).mean()
