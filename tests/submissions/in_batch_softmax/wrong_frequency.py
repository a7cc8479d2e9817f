# expect: failed
# diagnosis: frequency_instead_of_its_logarithm
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = F.normalize(query) @ F.normalize(item).T / temperature - torch.exp(log_freq)
    return -z.log_softmax(1).diagonal().mean()
