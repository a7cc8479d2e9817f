# expect: failed
# diagnosis: sum_instead_of_mean | element_count | batch_size
import torch
import torch.nn.functional as F


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    counted = poisson + F.logsigmoid(-logit_pi)
    return -torch.where(target == 0, torch.logaddexp(F.logsigmoid(logit_pi), counted), counted).sum()
