# expect: failed
# diagnosis: top_one_only
import torch.nn.functional as F


def load_balancing_loss(router_logits, top_k=2):
    p = router_logits.softmax(1)
    f = F.one_hot(p.argmax(1), p.shape[1]).to(p.dtype).mean(0)
    return p.shape[1] * (f * p.mean(0)).sum()
