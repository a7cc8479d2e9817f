# expect: failed
# diagnosis: entropy_left_out
import torch.nn.functional as F


def distillation_loss(student_logits, teacher_logits, temperature=2.0):
    p = (teacher_logits.detach() / temperature).softmax(1)
    return temperature**2 * F.cross_entropy(student_logits / temperature, p)
