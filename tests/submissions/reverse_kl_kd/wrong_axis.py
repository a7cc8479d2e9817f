# expect: failed
# diagnosis: over_rows
def reverse_kl_distillation_loss(student_logits, teacher_logits):
    q, p = student_logits.log_softmax(0), teacher_logits.detach().log_softmax(0)
    return (q.exp() * (q - p)).sum(1).mean()
