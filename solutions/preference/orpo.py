"""ORPO: likelihood of the chosen answer, and the log of the odds ratio."""

import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    # log of p/(1 − p) from log p, with 1 − p = −expm1(log p)
    chosen_odds = chosen_logps - torch.log(-torch.expm1(chosen_logps))
    rejected_odds = rejected_logps - torch.log(-torch.expm1(rejected_logps))
    comparison = F.softplus(rejected_odds - chosen_odds)
    return torch.mean(beta * comparison - chosen_logps)
