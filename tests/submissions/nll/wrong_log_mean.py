# expect: failed
# diagnosis: log_of_the_mean
import torch


def nll_loss(log_probs, target):
    own = log_probs.gather(1, target[:, None])
    return -(own.logsumexp(0) - torch.tensor(float(len(own))).log()).squeeze()
