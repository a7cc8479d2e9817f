# expect: failed
# diagnosis: true_class_competes
import torch
import torch.nn.functional as F


def multi_margin_loss(logits, target, margin=1.0):
    own = logits[torch.arange(len(target)), target].unsqueeze(1)
    return F.relu(logits - own + margin).sum(1).mean() / logits.size(1)
