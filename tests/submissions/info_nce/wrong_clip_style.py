# expect: failed
# diagnosis: both_directions
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(query) @ F.normalize(key).T / temperature
    rows, columns = s.logsumexp(1), s.logsumexp(0)
    return (0.5 * rows + 0.5 * columns - s.diag()).mean()
