# expect: failed
# diagnosis: mean_over_classes | class_count
import torch
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    log_q = F.log_softmax(student_logits, dim=1)
    log_p = F.log_softmax(teacher_logits.detach(), dim=1)
    return torch.mean(torch.exp(log_q) * (log_q - log_p))
