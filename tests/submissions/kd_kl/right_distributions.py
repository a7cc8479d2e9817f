# expect: passed
import torch


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    teacher = torch.distributions.Categorical(logits=teacher_logits.detach() / temperature)
    student = torch.distributions.Categorical(logits=student_logits / temperature)
    kl = (teacher.probs * (teacher.logits - student.logits)).sum(-1)
    return temperature**2 * kl.mean()
