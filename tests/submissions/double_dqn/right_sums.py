# expect: passed
import torch


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    best = next_q_online == next_q_online.amax(1, keepdim=True)
    future = next_q_target.detach().masked_fill(~best, 0.0).sum(1)
    e = q.gather(1, actions[:, None])[:, 0] - rewards - discount * future * (1 - done)
    return torch.where(e.abs() <= 1, e.square() / 2, e.abs() - 0.5).sum() / e.shape[0]
