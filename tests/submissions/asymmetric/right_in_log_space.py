# expect: passed
import torch
import torch.nn.functional as F


def asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05):
    log_p, log_not = F.logsigmoid(logits), F.logsigmoid(-logits)
    one = torch.exp(gamma_pos * log_not) * log_p
    if clip == 0:
        zero = torch.exp(gamma_neg * log_p) * log_not
    else:
        q = (log_not.exp() + clip).clamp(max=1)
        zero = (1 - q) ** gamma_neg * q.log()
    return -torch.where(target > 0.5, one, zero).mean()
