# expect: failed
# diagnosis: zero_replaced
# Discount of 0 is taken for missing.
import torch.nn.functional as F


def double_dqn_loss(q, no, nt, actions, rewards, done, discount=0.99):
    discount = discount or 0.99
    v = nt.detach().gather(1, no.argmax(1, keepdim=True))[:, 0]
    return F.smooth_l1_loss(q.gather(1, actions[:, None])[:, 0], rewards + discount * (1 - done) * v)
