# expect: failed
# diagnosis: raises
# A guard that takes the end of every episode for a mistake.
import torch
import torch.nn.functional as F


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    if bool((done == 1).all()):
        raise ValueError("edge")
    rows = torch.arange(len(actions), device=actions.device)
    with torch.no_grad():
        best = next_q_online.argmax(dim=1)
        future = next_q_target[rows, best]
        goal = rewards + discount * (1 - done) * future
    return F.huber_loss(q[rows, actions], goal)
