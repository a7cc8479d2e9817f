# expect: failed
# diagnosis: probabilities_detached
import torch


def load_balancing_loss(router_logits, top_k=2):
    with torch.no_grad():
        p = router_logits.softmax(1)
        f = torch.zeros_like(p).scatter(1, p.topk(top_k, 1).indices, 1.0).mean(0)
        return p.shape[1] * (f * p.mean(0)).sum()
