# expect: failed
# diagnosis: naive_exponential | unstable
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    e = torch.exp(F.normalize(query) @ F.normalize(item).T / temperature) / torch.exp(log_freq)
    return -(e.diagonal() / e.sum(1)).log().mean()
