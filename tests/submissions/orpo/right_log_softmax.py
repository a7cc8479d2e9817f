# expect: passed
import torch


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    good = chosen_logps - torch.log1p(-torch.exp(chosen_logps))
    bad = rejected_logps - torch.log1p(-torch.exp(rejected_logps))
    return -chosen_logps.mean() - beta * torch.stack([good, bad]).log_softmax(0)[0].mean()
