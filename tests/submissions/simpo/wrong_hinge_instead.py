# expect: failed
# diagnosis: hinge_instead
import torch


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    r_w = chosen_logps / chosen_len
    r_l = rejected_logps / rejected_len
    return torch.relu(gamma - beta * (r_w - r_l)).mean()
