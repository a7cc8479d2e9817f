# expect: passed
import torch
from torch import nn


class Kd(nn.Module):
    def __init__(self, temperature):
        super().__init__()
        self.t = temperature
        self.kl = nn.KLDivLoss(reduction="sum")

    def forward(self, student, teacher):
        with torch.no_grad():
            target = nn.functional.softmax(teacher / self.t, dim=-1)
        return self.kl(nn.functional.log_softmax(student / self.t, dim=-1), target) * self.t**2 / student.shape[0]


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    return Kd(temperature)(student_logits, teacher_logits)
