# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    q, p = torch.softmax(student_logits, 1), torch.softmax(teacher_logits.detach(), 1)
    return (q * torch.log((q + 1e-10) / (p + 1e-10))).sum(1).mean()
