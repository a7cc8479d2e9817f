# expect: failed
# diagnosis: maximum_not_added_back
import torch


def router_z_loss(router_logits):
    m = router_logits.max(dim=-1, keepdim=True).values
    z = torch.exp(router_logits - m).sum(dim=-1)
    log_z = torch.log(z)
    return (log_z ** 2).mean()
