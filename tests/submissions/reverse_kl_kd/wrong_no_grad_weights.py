# expect: failed
# diagnosis: weights_detached
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    with torch.no_grad():
        q = student_logits.softmax(1)
        log_p = teacher_logits.log_softmax(1)
    return (q * (student_logits.log_softmax(1) - log_p)).sum(1).mean()
