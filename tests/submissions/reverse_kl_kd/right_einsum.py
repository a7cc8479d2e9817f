# expect: passed
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    q = student_logits.softmax(1)
    with torch.no_grad():
        log_p = teacher_logits.log_softmax(1)
    return torch.einsum("nc,nc->", q, student_logits.log_softmax(1) - log_p) / len(q)
