# expect: failed
# diagnosis: experts_factor_missing
import torch.nn.functional as F


def load_balancing_loss(router_logits, top_k=2):
    p = router_logits.softmax(1)
    f = F.one_hot(p.topk(top_k, 1).indices, p.shape[1]).sum(1).to(p.dtype).mean(0)
    return p.shape[1] * (f * p.mean(0)).mean()
