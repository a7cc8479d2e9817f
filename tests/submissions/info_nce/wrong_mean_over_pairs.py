# expect: failed
# diagnosis: batch_size
import torch
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    s = F.normalize(query) @ F.normalize(key).T / temperature
    return -(s.log_softmax(1) * torch.eye(len(s), dtype=s.dtype)).mean()
