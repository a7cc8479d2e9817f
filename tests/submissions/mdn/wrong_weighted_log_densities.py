# expect: failed
# diagnosis: logarithm_inside_the_sum
import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    parts = torch.distributions.Normal(mean, log_std.exp()).log_prob(target[:, None])
    return -torch.einsum("nk,nk->n", F.softmax(logits, 1), parts).mean()
