# expect: passed
import torch
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    p = F.softmax(teacher_logits.detach() / temperature, dim=1)
    entropy = -torch.special.xlogy(p, p).sum(1)
    log_q = F.log_softmax(student_logits / temperature, dim=1)
    ce = -torch.where(p > 0, p * log_q, torch.zeros_like(p)).sum(1)
    return ((ce - entropy) * temperature**2).mean()
