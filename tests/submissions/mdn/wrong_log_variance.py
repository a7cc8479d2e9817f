# expect: failed
# diagnosis: log_std_read_as_log_variance
import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    parts = torch.distributions.Normal(mean, log_std.exp().sqrt()).log_prob(target[:, None])
    return -(F.log_softmax(logits, 1) + parts).logsumexp(1).mean()
