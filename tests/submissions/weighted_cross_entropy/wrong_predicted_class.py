# expect: failed
# diagnosis: weight_of_the_prediction
import torch


def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    w = weight[torch.max(logits, dim=1).indices]
    return torch.sum(w * nll) / torch.sum(w)
