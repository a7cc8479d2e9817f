# expect: passed
import torch


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    total = 0.0
    for s, t in zip(student_logits, teacher_logits.detach()):
        log_q, log_p = torch.log_softmax(s, 0), torch.log_softmax(t, 0)
        total = total + torch.dot(log_q.exp(), log_q - log_p)
    return total / student_logits.shape[0]
