# expect: failed
# diagnosis: softmax_over_the_batch
import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    parts = torch.distributions.Normal(mean, log_std.exp()).log_prob(target[:, None])
    return -(F.log_softmax(logits, 0) + parts).logsumexp(1).mean()
