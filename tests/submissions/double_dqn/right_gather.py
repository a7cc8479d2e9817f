# expect: passed
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    best = next_q_online.argmax(dim=1, keepdim=True)
    y = rewards + discount * (1 - done) * next_q_target.gather(1, best).squeeze(1)
    return F.smooth_l1_loss(q.gather(1, actions.view(-1, 1)).squeeze(1), y.detach())
