# expect: failed
# diagnosis: symmetric_divergence
import torch.nn.functional as F


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    log_q = F.log_softmax(student_logits, dim=1)
    log_p = F.log_softmax(teacher_logits.detach(), dim=1)
    return 0.5 * ((log_q.exp() * (log_q - log_p)).sum(1) + (log_p.exp() * (log_p - log_q)).sum(1)).mean()
