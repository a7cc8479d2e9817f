# expect: failed
# diagnosis: mean_length_for_both
import torch
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    avg_len = (chosen_len + rejected_len).to(chosen_logps.dtype) / 2
    margin = beta * (chosen_logps - rejected_logps) / avg_len
    return -F.logsigmoid(margin - gamma).mean()
