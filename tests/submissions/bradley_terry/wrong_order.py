# expect: failed
# diagnosis: chosen_and_rejected_exchanged
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(chosen_rewards - rejected_rewards).mean()
