# expect: passed
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = F.normalize(query) @ F.normalize(item).t()
    log_p = (z.div(temperature).sub(log_freq)).log_softmax(-1)
    return F.nll_loss(log_p, torch.arange(query.shape[0]))
