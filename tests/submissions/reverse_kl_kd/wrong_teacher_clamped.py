# expect: failed
# diagnosis: teacher_clamped
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    with torch.no_grad():
        p = torch.softmax(teacher_logits, dim=1).clamp(min=1e-8)
    log_q = torch.log_softmax(student_logits, dim=1)
    q = log_q.exp()
    return (q * (log_q - p.log())).sum(1).mean()
