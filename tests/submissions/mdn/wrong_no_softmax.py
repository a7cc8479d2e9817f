# expect: failed
# diagnosis: logits_not_normalised
import torch


def mixture_density_loss(logits, mean, log_std, target):
    parts = torch.distributions.Normal(mean, log_std.exp()).log_prob(target[:, None])
    return -(logits + parts).logsumexp(1).mean()
