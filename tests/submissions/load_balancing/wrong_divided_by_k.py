# expect: failed
# diagnosis: divided_by_k
import torch


def load_balancing_loss(router_logits, top_k=2):
    n, e = router_logits.shape
    ids = router_logits.topk(top_k, dim=-1).indices.reshape(-1)
    f = torch.bincount(ids, minlength=e).to(router_logits.dtype) / ids.numel()
    return e * (f * router_logits.softmax(-1).mean(0)).sum()
