# expect: passed
import torch


def router_z_loss(router_logits):
    z = router_logits[:, 0]
    for column in router_logits.unbind(1)[1:]:
        z = torch.logaddexp(z, column)
    return z.square().mean()
