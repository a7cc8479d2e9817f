# expect: passed
import torch


def load_balancing_loss(router_logits, top_k=2):
    n, e = router_logits.shape
    ids = router_logits.topk(top_k, dim=-1).indices.reshape(-1)
    f = torch.bincount(ids, minlength=e).to(router_logits.dtype) / n
    return e * torch.dot(f, router_logits.softmax(-1).mean(0))
