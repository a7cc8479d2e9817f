# expect: failed
# diagnosis: parameter_ignored
import torch.nn.functional as F


def in_batch_softmax_loss(query, item, log_freq, temperature=0.05):
    z = 20 * F.normalize(query, dim=1) @ F.normalize(item, dim=1).T - log_freq
    return -z.log_softmax(1).diagonal().mean()
