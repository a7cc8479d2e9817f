# expect: failed
# diagnosis: counts_twice
import torch.nn.functional as F


def load_balancing_loss(router_logits, top_k=2):
    e = router_logits.shape[1]
    f = F.one_hot(router_logits.topk(top_k, 1).indices, e).sum(1).to(router_logits.dtype).mean(0)
    return e * (f * f).sum()
