# expect: failed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    return -torch.min(ratio * gain, ratio.clamp(1 - clip, 1 + clip) * gain).mean() + 0.01 * log_probs.mean()
