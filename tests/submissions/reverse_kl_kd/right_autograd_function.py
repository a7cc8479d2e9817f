# expect: passed
import torch


class ReverseKl(torch.autograd.Function):
    @staticmethod
    def forward(ctx, s, t):
        log_q, log_p = s.log_softmax(1), t.log_softmax(1)
        q, gap = log_q.exp(), log_q - log_p
        kl = (q * gap).sum(1)
        ctx.save_for_backward(q, gap, kl)
        return kl.mean()

    @staticmethod
    def backward(ctx, g):
        q, gap, kl = ctx.saved_tensors
        return g * q * (gap - kl[:, None]) / len(q), None


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    return ReverseKl.apply(student_logits, teacher_logits)
