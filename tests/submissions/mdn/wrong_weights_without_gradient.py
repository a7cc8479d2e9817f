# expect: failed
# diagnosis: weights_detached | gradient_only
import torch
import torch.nn.functional as F


def mixture_density_loss(logits, mean, log_std, target):
    with torch.no_grad():
        log_weight = F.log_softmax(logits, 1)
    parts = torch.distributions.Normal(mean, log_std.exp()).log_prob(target[:, None])
    return -(log_weight + parts).logsumexp(1).mean()
