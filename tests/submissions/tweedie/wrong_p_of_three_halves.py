# expect: failed
# diagnosis: p_ignored | parameter_ignored
import torch


def tweedie_loss(log_mu, target, p=1.5):
    root = torch.exp(log_mu / 2)
    return 2 * (target / root + root).mean()
