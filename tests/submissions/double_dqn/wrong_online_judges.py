# expect: failed
# diagnosis: online_maximum
import torch
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    taken = q[torch.arange(len(q)), actions]
    future = next_q_online.detach().amax(1)
    y = rewards + discount * (1 - done) * future
    return F.smooth_l1_loss(taken, y)
