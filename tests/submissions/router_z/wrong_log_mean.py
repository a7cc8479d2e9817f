# expect: failed
# diagnosis: log_mean_exp
import torch


def router_z_loss(router_logits):
    log_e = torch.log(torch.tensor(float(router_logits.shape[1])))
    return (router_logits.logsumexp(1) - log_e).pow(2).mean()
