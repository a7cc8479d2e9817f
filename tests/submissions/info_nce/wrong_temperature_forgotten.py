# expect: failed
# diagnosis: temperature_ignored
import torch.nn.functional as F


def info_nce_loss(query, key, temperature=0.07):
    logits = F.normalize(query) @ F.normalize(key).T
    return (logits.logsumexp(1) - logits.diag()).mean()
