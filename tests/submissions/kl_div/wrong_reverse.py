# expect: failed
# diagnosis: reversed_direction
import torch


def kl_divergence_loss(log_q, p):
    q = torch.exp(log_q)
    return torch.sum(q * (log_q - torch.log(p)), dim=-1).mean()
