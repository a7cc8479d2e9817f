# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    good = chosen_logps - torch.log1p(-torch.exp(chosen_logps))
    bad = rejected_logps - torch.log1p(-torch.exp(rejected_logps))
    return (-beta * torch.sigmoid(good - bad).log() - chosen_logps).mean()
