# expect: failed
# diagnosis: probability_ratio
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    return (beta * F.softplus(rejected_logps - chosen_logps) - chosen_logps).mean()
