# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    gap = chosen_logps / chosen_len - rejected_logps / rejected_len
    return torch.log(1 + torch.exp(gamma - beta * gap)).mean()
