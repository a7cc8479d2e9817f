# expect: failed
# diagnosis: mean_length_for_both
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    gap = 2 * (chosen_logps - rejected_logps) / (chosen_len + rejected_len)
    return F.softplus(gamma - beta * gap).mean()
