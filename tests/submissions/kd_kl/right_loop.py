# expect: passed
import torch


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    total = 0.0
    for s, t in zip(student_logits, teacher_logits.detach()):
        log_q, log_p = (s / temperature).log_softmax(0), (t / temperature).log_softmax(0)
        total = total + torch.dot(log_p.exp(), log_p - log_q)
    return temperature**2 * total / len(student_logits)
