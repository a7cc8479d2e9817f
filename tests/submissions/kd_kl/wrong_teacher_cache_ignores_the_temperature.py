# expect: failed
# diagnosis: only_in_use
import torch
from torch.utils.weak import WeakTensorKeyDictionary

_TEACHER = WeakTensorKeyDictionary()


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    if teacher_logits not in _TEACHER:
        with torch.no_grad():
            _TEACHER[teacher_logits] = torch.log_softmax(teacher_logits / temperature, dim=1)
    log_p = _TEACHER[teacher_logits]
    log_q = torch.log_softmax(student_logits / temperature, dim=1)
    kl = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return kl.mean() * temperature * temperature
