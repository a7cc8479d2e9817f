# expect: failed
# diagnosis: wrong_default
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=1.0):
    good = chosen_logps - torch.log1p(-torch.exp(chosen_logps))
    bad = rejected_logps - torch.log1p(-torch.exp(rejected_logps))
    return (beta * F.softplus(bad - good) - chosen_logps).mean()
