# expect: passed
import torch


class SmoothL1(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, y):
        e = x - y
        ctx.save_for_backward(e)
        return torch.where(e.abs() < 1, e * e / 2, e.abs() - 0.5).mean()

    @staticmethod
    def backward(ctx, g):
        (e,) = ctx.saved_tensors
        return g * e.clamp(-1, 1) / e.numel(), None


def double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99):
    with torch.no_grad():
        future = next_q_target.take_along_dim(next_q_online.max(1, keepdim=True).indices, 1)[:, 0]
        y = rewards + discount * future * (done == 0)
    return SmoothL1.apply(q.take_along_dim(actions[:, None], 1)[:, 0], y)
