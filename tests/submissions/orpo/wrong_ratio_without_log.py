# expect: failed
# diagnosis: ratio_without_log
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    p_c, p_r = chosen_logps.exp(), rejected_logps.exp()
    odds_c = p_c / (1 - p_c)
    odds_r = p_r / (1 - p_r)
    penalty = -F.logsigmoid(odds_c / odds_r)
    return -chosen_logps.mean() + beta * penalty.mean()
