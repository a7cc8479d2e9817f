# expect: failed
# diagnosis: chosen_and_rejected_exchanged
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    gap = rejected_logps / rejected_len - chosen_logps / chosen_len
    return F.softplus(gamma - beta * gap).mean()
