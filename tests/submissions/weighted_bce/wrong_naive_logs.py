# expect: failed
# diagnosis: epsilon_in_the_log | probs_clamped | unstable | beyond_threshold
import torch


def weighted_bce_with_logits_loss(logits, target, pos_weight):
    p = torch.sigmoid(logits).clamp(1e-7, 1 - 1e-7)
    return -(pos_weight * target * p.log() + (1 - target) * (1 - p).log()).mean()
