# expect: failed
# diagnosis: one_sided_clip
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    return -torch.min(ratio * gain, ratio.clamp(max=1 + clip) * gain).mean()
