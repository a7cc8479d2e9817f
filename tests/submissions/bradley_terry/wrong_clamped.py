# expect: failed
# diagnosis: epsilon_in_the_log | probs_clamped
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    p = torch.sigmoid(chosen_rewards - rejected_rewards)
    return -p.clamp(min=1e-7).log().mean()
