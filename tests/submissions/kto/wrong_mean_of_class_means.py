# expect: failed
# diagnosis: mean_of_two_means
import torch


def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    k = kl.detach()
    g = 1 - torch.sigmoid(beta * (h - k))
    b = 1 - torch.sigmoid(beta * (k - h))
    return (g[desirable == 1].mean() + b[desirable == 0].mean()) / 2
