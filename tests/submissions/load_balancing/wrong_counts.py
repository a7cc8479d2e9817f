# expect: failed
# diagnosis: counts_not_shares
import torch


def load_balancing_loss(router_logits, top_k=2):
    e = router_logits.shape[1]
    counts = torch.bincount(router_logits.topk(top_k, 1).indices.flatten(), minlength=e)
    return e * (counts * router_logits.softmax(1).mean(0)).sum()
