# expect: passed
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    c, r = chosen_logps.double(), rejected_logps.double()
    odds = (c - torch.log(1 - torch.exp(c))) - (r - torch.log(1 - torch.exp(r)))
    return (F.softplus(-odds).mean() * beta - c.mean()).to(chosen_logps.dtype)
