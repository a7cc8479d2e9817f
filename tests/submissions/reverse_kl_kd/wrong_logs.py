# expect: failed
# diagnosis: logs_of_softmax | unstable
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    q, p = torch.softmax(student_logits, 1), torch.softmax(teacher_logits.detach(), 1)
    return (q * torch.log(q / p)).sum(1).mean()
