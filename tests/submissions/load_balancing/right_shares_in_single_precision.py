# expect: passed
import torch
import torch.nn.functional as F


def load_balancing_loss(router_logits, top_k=2):
    E = router_logits.shape[-1]
    rw = F.softmax(router_logits, dim=-1)
    _, sel = torch.topk(rw, top_k, dim=-1)
    m = F.one_hot(sel, E)
    tpe = torch.mean(m.float(), dim=0)
    rp = torch.mean(rw, dim=0)
    return torch.sum(tpe * rp.unsqueeze(0)) * E
