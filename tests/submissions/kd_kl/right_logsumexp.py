# expect: passed
import torch


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    s = student_logits / temperature
    t = teacher_logits.detach() / temperature
    p = t.softmax(1)
    gap = (t - t.logsumexp(1, keepdim=True)) - (s - s.logsumexp(1, keepdim=True))
    return temperature**2 * torch.einsum("nc,nc->", p, gap) / len(s)
