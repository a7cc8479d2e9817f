# expect: failed
# diagnosis: beta_on_both
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    good = chosen_logps - torch.log1p(-torch.exp(chosen_logps))
    bad = rejected_logps - torch.log1p(-torch.exp(rejected_logps))
    return beta * (F.softplus(bad - good) - chosen_logps).mean()
