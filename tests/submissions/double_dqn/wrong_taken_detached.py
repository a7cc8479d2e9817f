# expect: failed
# diagnosis: detached_gradient
import torch
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    taken = q[torch.arange(len(q)), actions]
    best = next_q_online.argmax(1)
    future = next_q_target.detach()[torch.arange(len(q)), best]
    y = rewards + discount * (1 - done) * future
    return F.smooth_l1_loss(taken.detach(), y) + 0 * q.sum()
