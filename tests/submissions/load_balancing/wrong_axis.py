# expect: failed
# diagnosis: softmax_over_tokens
import torch


def load_balancing_loss(router_logits, top_k=2):
    p = torch.softmax(router_logits, 0)
    f = torch.zeros_like(p).scatter(1, router_logits.topk(top_k, 1).indices, 1.0).mean(0)
    return p.shape[1] * (f * p.mean(0)).sum()
