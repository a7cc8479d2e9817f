# expect: passed
import torch


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    old, ref, adv = old_log_probs.detach(), ref_log_probs.detach(), advantages.detach()
    total = log_probs.sum() * 0
    for i in range(len(log_probs)):
        keep = mask[i].bool()
        if not keep.any():
            continue
        lp = log_probs[i][keep]
        r = (lp - old[i][keep]).exp()
        gain = torch.minimum(r * adv[i], torch.clamp(r, 1 - clip, 1 + clip) * adv[i])
        d = ref[i][keep] - lp
        total = total + (beta * (torch.expm1(d) - d) - gain).mean()
    return total / len(log_probs)
