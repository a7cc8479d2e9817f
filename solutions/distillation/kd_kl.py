"""Distillation: cross-entropy of softened distributions, less the teacher's entropy, times T²."""

import torch


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    with torch.no_grad():
        log_p = torch.log_softmax(teacher_logits / temperature, dim=1)
        p = log_p.exp()
    log_q = torch.log_softmax(student_logits / temperature, dim=1)
    divergence = torch.sum(p * (log_p - log_q), dim=1)
    return temperature**2 * divergence.mean()
