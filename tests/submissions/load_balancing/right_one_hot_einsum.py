# expect: passed
import torch
import torch.nn.functional as F


def load_balancing_loss(router_logits, top_k=2):
    p = F.softmax(router_logits, dim=1)
    picks = F.one_hot(torch.topk(p, top_k, dim=1).indices, p.shape[1]).to(p.dtype)
    return torch.einsum("nke,me->", picks, p) * p.shape[1] / p.shape[0] ** 2
