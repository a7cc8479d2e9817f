# expect: failed
# diagnosis: mixture_of_losses
import torch


def zero_inflated_poisson_loss(logit_pi, log_rate, target):
    poisson = torch.distributions.Poisson(log_rate.exp()).log_prob(target)
    return -(torch.sigmoid(-logit_pi) * poisson).mean()
