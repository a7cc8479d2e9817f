"""Reference losses of a student that learns from a teacher's logits. The teacher is a constant to the gradient."""

from __future__ import annotations

import torch
from torch import Tensor


def distillation_loss(student_logits: Tensor, teacher_logits: Tensor, temperature: float = 2.0) -> Tensor:
    """Distillation: T²·KL(softmax(teacher/T) ‖ softmax(student/T)), summed over classes, then the mean over the rows.

    Args:
        student_logits: Raw scores of the student, `[N, C]`.
        teacher_logits: Raw scores of the teacher, `[N, C]`; they get no gradient.
        temperature: T, by which both are divided; positive.

    Returns:
        A scalar, in nats times T².

    Source: Hinton et al. 2015, arXiv 1503.02531, section 2.
    """
    log_q = torch.log_softmax(student_logits / temperature, dim=1)
    log_p = torch.log_softmax(teacher_logits.detach() / temperature, dim=1)
    return temperature**2 * (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()


def reverse_kl_distillation_loss(student_logits: Tensor, teacher_logits: Tensor) -> Tensor:
    """Reverse KL: KL(softmax(student) ‖ softmax(teacher)), summed over classes, then the mean over the rows.

    Args:
        student_logits: Raw scores of the student, `[N, C]`.
        teacher_logits: Raw scores of the teacher, `[N, C]`; they get no gradient.

    Returns:
        A scalar, in nats.

    Source: Gu et al. 2023, MiniLLM, arXiv 2306.08543, for one token.
    """
    log_q = torch.log_softmax(student_logits, dim=1)
    log_p = torch.log_softmax(teacher_logits.detach(), dim=1)
    return (log_q.exp() * (log_q - log_p)).sum(dim=1).mean()
