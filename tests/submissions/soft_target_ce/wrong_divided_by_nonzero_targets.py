# expect: failed
# diagnosis: divided_by_nonzero_targets
import torch
import torch.nn.functional as F


def soft_target_cross_entropy_loss(logits, target_probs):
    logp = F.log_softmax(logits, dim=1)
    active = target_probs > 0
    per_entry = torch.where(active, -target_probs * logp, torch.zeros_like(logp))
    return per_entry.sum() / active.sum()
