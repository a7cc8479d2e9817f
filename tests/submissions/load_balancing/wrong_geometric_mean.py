# expect: failed
# diagnosis: batch_reduction
import torch


def load_balancing_loss(router_logits, top_k=2):
    f = torch.zeros_like(router_logits).scatter(1, router_logits.topk(top_k, 1).indices, 1.0).mean(0)
    return len(f) * (f * router_logits.log_softmax(1).mean(0).exp()).sum()
