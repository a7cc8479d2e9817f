# expect: passed
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    with torch.no_grad():
        old, ref, a = old_log_probs.clone(), ref_log_probs.clone(), advantages[:, None].clone()
        share = mask / torch.where(mask.sum(1, keepdim=True) > 0, mask.sum(1, keepdim=True), 1.0)
    r = torch.exp(log_probs - old)
    gain = a.clamp(min=0) * r.clamp(max=1 + clip) + a.clamp(max=0) * r.clamp(min=1 - clip)
    cost = beta * (torch.exp(ref - log_probs) + log_probs - ref - 1) - gain
    return torch.einsum("bt,bt->", cost, share) / log_probs.shape[0]
