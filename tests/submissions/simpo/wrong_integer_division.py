# expect: failed
# diagnosis: whole_division
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    gap = chosen_logps // chosen_len - rejected_logps // rejected_len
    return F.softplus(gamma - beta * gap).mean() + 0 * (chosen_logps + rejected_logps).sum()
