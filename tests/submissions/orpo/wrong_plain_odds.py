# expect: failed
# diagnosis: odds_in_plain_numbers | unstable
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    p, q = chosen_logps.exp(), rejected_logps.exp()
    x = torch.log(p / (1 - p)) - torch.log(q / (1 - q))
    return (beta * F.softplus(-x) - chosen_logps).mean()
