# expect: failed
# diagnosis: forward_divergence
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    log_p = teacher_logits.detach().log_softmax(1)
    return torch.sum(torch.exp(log_p) * (log_p - student_logits.log_softmax(1)), dim=1).mean()
