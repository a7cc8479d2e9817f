# expect: failed
# diagnosis: squared_error | half
import torch


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    taken = q[torch.arange(len(q)), actions]
    best = next_q_online.argmax(1)
    future = next_q_target.detach()[torch.arange(len(q)), best]
    y = rewards + discount * (1 - done) * future
    return ((taken - y) ** 2).mean() / 2
