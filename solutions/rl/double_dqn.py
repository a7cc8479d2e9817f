"""Double DQN: the online network picks the next action, the target network says what it is worth."""

import torch
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    rows = torch.arange(len(actions), device=actions.device)
    with torch.no_grad():
        best = next_q_online.argmax(dim=1)
        future = next_q_target[rows, best]
        goal = rewards + discount * (1 - done) * future
    # Huber with a threshold of 1 is smooth L1 with a threshold of 1.
    return F.huber_loss(q[rows, actions], goal)
