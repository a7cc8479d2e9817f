# expect: failed
# diagnosis: gradient_only
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    r = torch.exp(log_probs - old_log_probs.detach())
    a = advantages.detach().unsqueeze(1)
    d = (ref_log_probs - log_probs).detach()
    gain = torch.min(r * a, r.clamp(1 - clip, 1 + clip) * a)
    cost = beta * (d.exp() - 1 - d) - gain
    n = mask.sum(1).clamp(min=1)
    return (torch.sum(cost * mask, 1) / n).mean()
