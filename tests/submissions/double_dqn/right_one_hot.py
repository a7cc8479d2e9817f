# expect: passed
import torch
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    n_actions = q.shape[1]
    taken = (q * F.one_hot(actions, n_actions).to(q.dtype)).sum(1)
    pick = F.one_hot(next_q_online.argmax(1), n_actions).to(q.dtype)
    future = torch.einsum("na,na->n", pick, next_q_target.detach())
    e = taken - (rewards + discount * (1 - done) * future)
    b = e.abs().clamp(max=1.0)
    return (b * (e.abs() - b / 2)).mean()
