# expect: passed
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    rho = torch.exp(log_probs - old_log_probs.detach())
    A = advantages.detach()[:, None]
    d = ref_log_probs.detach() - log_probs
    kl = d.exp() - d - 1
    obj = torch.min(rho * A, rho.clamp(1 - clip, 1 + clip) * A) - beta * kl
    per_answer = (obj * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
    return -per_answer.mean()
