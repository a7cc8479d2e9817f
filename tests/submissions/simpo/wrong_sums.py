# expect: failed
# diagnosis: lengths_ignored
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    return F.softplus(gamma - beta * (chosen_logps - rejected_logps)).mean()
