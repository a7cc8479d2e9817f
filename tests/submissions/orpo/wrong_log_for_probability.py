# expect: failed
# diagnosis: log_probability_for_probability
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    good = chosen_logps - torch.log(1 - chosen_logps)
    bad = rejected_logps - torch.log(1 - rejected_logps)
    return (beta * F.softplus(bad - good) - chosen_logps).mean()
