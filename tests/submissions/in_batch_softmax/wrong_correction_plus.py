# expect: failed
# diagnosis: correction_added
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = F.normalize(query) @ F.normalize(item).T / temperature + log_freq
    return -z.log_softmax(1).diagonal().mean()
