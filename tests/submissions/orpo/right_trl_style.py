# expect: passed
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    log_odds = (chosen_logps - rejected_logps) - (torch.log1p(-torch.exp(chosen_logps)) - torch.log1p(-torch.exp(rejected_logps)))
    losses = beta * F.logsigmoid(log_odds)
    return (-chosen_logps - losses).mean()
