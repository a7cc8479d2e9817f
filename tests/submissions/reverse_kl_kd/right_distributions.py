# expect: passed
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    student = torch.distributions.Categorical(logits=student_logits)
    teacher = torch.distributions.Categorical(logits=teacher_logits.detach())
    return (student.probs * (student.logits - teacher.logits)).sum(-1).mean()
