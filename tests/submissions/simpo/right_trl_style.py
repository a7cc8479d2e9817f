# expect: passed
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    logits = chosen_logps / chosen_len - rejected_logps / rejected_len - gamma / beta
    return (-F.logsigmoid(beta * logits)).mean()
