# expect: passed
import torch
from torch import nn


class ReverseKl(nn.Module):
    def forward(self, s, t):
        with torch.no_grad():
            log_p = nn.functional.log_softmax(t, dim=-1)
        log_q = nn.functional.log_softmax(s, dim=-1)
        return torch.sum(torch.exp(log_q) * (log_q - log_p), dim=-1).mean(0)


def reverse_kl_distillation_loss(student_logits, teacher_logits):
    return ReverseKl()(student_logits, teacher_logits)
