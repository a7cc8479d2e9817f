# expect: failed
# diagnosis: items_detached
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    item = F.normalize(item, dim=1).detach()
    z = F.normalize(query, dim=1) @ item.T / temperature - log_freq
    return -z.log_softmax(1).diagonal().mean()
