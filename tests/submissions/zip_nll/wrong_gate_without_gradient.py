# expect: failed
# diagnosis: gate_detached | gradient_only
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    with torch.no_grad():
        shut, passed = F.logsigmoid(logit_pi), F.logsigmoid(-logit_pi)
    counted = poisson + passed
    return -torch.where(target == 0, torch.logaddexp(shut, counted), counted).mean()
