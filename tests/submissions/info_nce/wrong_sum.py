# expect: failed
# diagnosis: sum_instead_of_mean
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(query) @ F.normalize(key).T / temperature
    return (s.logsumexp(1) - s.diag()).sum()
