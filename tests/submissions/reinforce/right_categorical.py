# expect: passed
from torch.distributions import Categorical


def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    policy = Categorical(logits=logits)
    gain = advantages.detach() * policy.log_prob(actions)
    return -gain.mean() - entropy_weight * policy.entropy().mean()
