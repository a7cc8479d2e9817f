# expect: passed
import torch


def load_balancing_loss(router_logits, top_k=2):
    with torch.no_grad():
        kth = router_logits.topk(top_k, dim=1).values[:, -1:]
        f = (router_logits >= kth).double().mean(0).to(router_logits.dtype)
    lse = router_logits.logsumexp(1, keepdim=True)
    return (f * (router_logits - lse).exp().mean(0)).mean() * router_logits.size(1) ** 2
