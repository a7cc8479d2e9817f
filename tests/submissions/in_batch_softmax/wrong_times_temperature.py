# expect: failed
# diagnosis: temperature_multiplied
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = temperature * F.normalize(query) @ F.normalize(item).T - log_freq
    return -z.log_softmax(1).diagonal().mean()
