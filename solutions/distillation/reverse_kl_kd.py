"""Reverse KL distillation: what the student says, judged by the teacher."""

import torch
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    student = torch.log_softmax(student_logits, dim=1)
    teacher = torch.log_softmax(teacher_logits, dim=1).detach()
    # The input of kl_div is what stands second in KL(·‖·); both are logarithms.
    per_class = F.kl_div(teacher, student, reduction="none", log_target=True)
    return torch.mean(per_class.sum(dim=1))
