# expect: passed
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    gap = ref_log_probs.detach() - log_probs
    r = torch.exp(log_probs - old_log_probs.detach())
    a = advantages.detach().reshape(-1, 1)
    both = torch.stack([r * a, r.clip(1 - clip, 1 + clip) * a])
    token = -(both.amin(0) - beta * (gap.exp() - gap - 1))
    n = mask.sum(1)
    rows = (token * mask).sum(1)[n > 0] / n[n > 0]
    return rows.sum() / n.numel()
