# expect: failed
# diagnosis: chosen_probabilities_only
import torch


def load_balancing_loss(router_logits, top_k=2):
    p = router_logits.softmax(1)
    kept = p >= p.topk(top_k, 1).values[:, -1:]
    f = kept.to(p.dtype).mean(0)
    return p.shape[1] * (f * torch.where(kept, p, torch.zeros_like(p)).mean(0)).sum()
