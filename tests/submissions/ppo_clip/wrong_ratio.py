# expect: failed
# diagnosis: ratio_reversed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = (old_log_probs.detach() - log_probs).exp()
    a = advantages.detach()
    return -torch.min(ratio * a, ratio.clamp(1 - clip, 1 + clip) * a).mean()
