# expect: failed
# diagnosis: items_choose
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = F.normalize(query) @ F.normalize(item).T / temperature - log_freq
    return (torch.logsumexp(z, 0) - z.diagonal()).mean()
