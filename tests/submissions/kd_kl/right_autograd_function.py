# expect: passed
import torch


class Kd(torch.autograd.Function):
    @staticmethod
    def forward(ctx, s, t, temperature):
        log_q, log_p = (s / temperature).log_softmax(1), (t / temperature).log_softmax(1)
        ctx.save_for_backward(log_q.exp() - log_p.exp())
        ctx.temperature = temperature
        return temperature**2 * (log_p.exp() * (log_p - log_q)).sum() / len(s)

    @staticmethod
    def backward(ctx, g):
        (gap,) = ctx.saved_tensors
        return g * ctx.temperature * gap / len(gap), None, None


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    return Kd.apply(student_logits, teacher_logits, temperature)
