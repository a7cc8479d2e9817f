# expect: passed
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    gap = student_logits - teacher_logits.detach()
    shift = torch.logsumexp(student_logits, 1) - torch.logsumexp(teacher_logits.detach(), 1)
    return ((student_logits.softmax(1) * (gap - shift[:, None])).sum(1)).mean()
