# expect: failed
# diagnosis: logarithms_of_probabilities | unstable | epsilon_in_the_log
import torch


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    pi = torch.sigmoid(logit_pi)
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    p = (1 - pi) * poisson.exp() + pi * (target == 0)
    return -torch.log(p + 1e-12).mean()
