# expect: failed
# diagnosis: complement_detached
import torch
import torch.nn.functional as F


def orpo_loss(chosen_logps, rejected_logps, beta=0.1):
    with torch.no_grad():
        one = torch.log1p(-torch.exp(chosen_logps))
        two = torch.log1p(-torch.exp(rejected_logps))
    return (beta * F.softplus((rejected_logps - two) - (chosen_logps - one)) - chosen_logps).mean()
