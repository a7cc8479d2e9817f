# expect: failed
# diagnosis: naive_exponential | unstable
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = (F.normalize(query) @ F.normalize(key).T / temperature).exp()
    return (s.sum(1).log() - s.diag().log()).mean()
