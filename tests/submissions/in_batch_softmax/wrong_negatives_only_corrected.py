# expect: failed
# diagnosis: own_item_not_corrected
import torch
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = F.normalize(query) @ F.normalize(item).T / temperature
    z = z - log_freq * (1 - torch.eye(len(z), dtype=z.dtype))
    return -z.log_softmax(1).diagonal().mean()
