# expect: passed
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    kept = mask.bool()
    zero = torch.zeros_like(log_probs)
    ratio = torch.where(kept, log_probs - old_log_probs.detach(), zero).exp()
    gap = torch.where(kept, ref_log_probs.detach() - log_probs, zero)
    a = advantages.detach().unsqueeze(-1).expand_as(log_probs)
    frozen = ((a > 0) & (ratio > 1 + clip)) | ((a < 0) & (ratio < 1 - clip))
    edge = torch.where(a > 0, zero + 1 + clip, zero + 1 - clip)
    token = beta * (gap.exp() - 1 - gap) - torch.where(frozen, edge, ratio) * a
    token = torch.where(kept, token, zero)
    return (token.sum(-1) / kept.sum(-1).clamp(min=1)).sum() / token.size(0)
